"""What tasks run: containers, services of the machine, jobs on a schedule."""

from collections.abc import Iterator
from collections.abc import Mapping as Known

from opsworthy.facts.ansible.resources import is_machines_own
from opsworthy.facts.ansible.tasks import Task
from opsworthy.facts.ansible.values import filled, said
from opsworthy.facts.command_lines import image_reference, of_shell
from opsworthy.facts.hosting.variables import Named, secrets, variables
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Container, Port, Volume, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, Scalar, Sequence, entries, find, items, stated, string

_CONTAINERS = frozenset({"docker_container", "podman_container"})
_SERVICES = frozenset({"systemd", "systemd_service", "service", "sysvinit"})
_GONE = frozenset({"absent", "stopped"})
_MOST = 200


def workload(task: Task, known: Known[str, str]) -> Workload | None:
    """What a task runs from then on; None where it runs nothing, or where its name is only known in the run."""
    if task.module in _CONTAINERS:
        return _container(task, known)
    if task.module in _SERVICES:
        return _service(task, known)
    return _cron(task, known) if task.module == "cron" else None


def secrets_of(task: Task, known: Known[str, str]) -> Iterator[SecretDeclared]:
    """The secrets that a container is given: by name, and in clear where the value stands there."""
    if task.module in _CONTAINERS:
        yield from secrets(_given(task.arguments, known), "ansible")


def _container(task: Task, known: Known[str, str]) -> Workload | None:
    name = said(task.arguments, "name", known)
    if name is None or string(task.arguments, "state") in _GONE:
        return None
    container = Container(
        name.value,
        name.location,
        image_reference(said(task.arguments, "image", known)),
        command=_command(task, known),
        ports=tuple(_ports(task.arguments, known)),
        variables=variables(_given(task.arguments, known)),
    )
    return Workload(
        "ansible",
        "container",
        name.value,
        name.location,
        containers=(container,),
        volumes=tuple(_volumes(task.arguments, known)),
    )


def _command(task: Task, known: Known[str, str]) -> tuple[str, ...]:
    command = find(task.arguments, "command")
    if isinstance(command, Sequence):
        return of_shell(" ".join(filled(item.text, known) for item in command.items if isinstance(item, Scalar)))
    written = said(task.arguments, "command", known)
    return of_shell(written.value) if written is not None else ()


def _given(arguments: Node, known: Known[str, str]) -> tuple[Named, ...]:
    """The variables of a container; one that is filled in from elsewhere has no value."""
    found = []
    for entry in entries(arguments, "env")[:_MOST]:
        text = filled(string(entry.value) or "", known)
        found.append(Named(entry.key, text if text else None, entry.location))
    return tuple(found)


def _ports(arguments: Node, known: Known[str, str]) -> Iterator[Port]:
    """`8080:80`, `127.0.0.1:8080:80/udp`, `80`: the last is the container's."""
    for key in ("published_ports", "ports", "publish", "exposed_ports"):
        for item in items(arguments, key)[:_MOST]:
            text, _, protocol = filled(item.text, known).partition("/") if isinstance(item, Scalar) else ("", "", "")
            outside, _, inside = text.rpartition(":")
            listens = number(inside)
            if listens is not None:
                host = outside.rpartition(":")[2] or None
                yield Port(listens, item.location, protocol=(protocol or "tcp").upper(), target=host)


def _volumes(arguments: Node, known: Known[str, str]) -> Iterator[Volume]:
    """Named volumes; a path of the host is none."""
    for item in items(arguments, "volumes")[:_MOST]:
        source, colon, target = filled(item.text, known).partition(":") if isinstance(item, Scalar) else ("", "", "")
        if colon and source and not source.startswith(("/", ".", "~", "{")) and "/" not in source:
            yield Volume(source, item.location, mount=target.partition(":")[0])


def _service(task: Task, known: Known[str, str]) -> Workload | None:
    """A service that is started or enabled; a restart is none, for it follows another task."""
    name = said(task.arguments, "name", known) or said(task.arguments, "service", known)
    state, enabled = string(task.arguments, "state"), string(task.arguments, "enabled")
    if name is None or state in _GONE or (state != "started" and (enabled or "").lower() not in ("true", "yes")):
        return None
    bare = name.value.removesuffix(".service").partition("@")[0]
    if is_machines_own(bare) or bare.endswith((".timer", ".socket", ".mount", ".target")):
        return None
    return Workload("ansible", "service", bare, name.location, containers=(Container(bare, name.location),))


def _cron(task: Task, known: Known[str, str]) -> Workload | None:
    name, job = said(task.arguments, "name", known), stated(task.arguments, "job")
    if name is None or job is None or string(task.arguments, "state") == "absent":
        return None
    container = Container(name.value, name.location, command=of_shell(filled(job.value, known)))
    return Workload("ansible", "cron", name.value, name.location, containers=(container,), schedule=_schedule(task, known))


def _schedule(task: Task, known: Known[str, str]) -> Stated[str] | None:
    special = stated(task.arguments, "special_time")
    if special is not None:
        return Stated(f"@{special.value}", special.location)
    told = [stated(task.arguments, part) for part in ("minute", "hour", "day", "month", "weekday")]
    written = [each for each in told if each is not None]
    if not written:
        return None
    return Stated(" ".join(filled(each.value, known) if each is not None else "*" for each in told), written[0].location)
