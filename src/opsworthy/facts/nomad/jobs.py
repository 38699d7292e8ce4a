"""The groups of a Nomad job as workloads."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.facts.command_lines import image_reference, of_shell, withheld
from opsworthy.facts.fact import Told
from opsworthy.facts.hosting.variables import Named, secrets
from opsworthy.facts.hosting.variables import variables as plain_variables
from opsworthy.facts.nomad import network
from opsworthy.facts.nomad.templates import needs, template_secrets
from opsworthy.facts.nomad.templates import variables as template_variables
from opsworthy.facts.nomad.values import is_known
from opsworthy.facts.workloads import Autoscaler, Container, Port, Probe, Resources, Variable, Volume, Workload
from opsworthy.text.hcl import Block
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Mapping, Scalar, entries, find, integer, items, stated, string

_MOST = 200


def read(job: Block, environment: str | None) -> Iterator[Told]:
    """Every group of a job; tasks without a group are a group of their own."""
    groups = tuple(job.of("group"))[:_MOST]
    alone = tuple(job.of("task"))
    if alone and not groups:
        groups = (Block("group", (job.label,), (), alone, job.location),)
    for group in groups:
        yield from _group(job, group, job.label if len(groups) == 1 else group.label, environment)


def _group(job: Block, group: Block, name: str, environment: str | None) -> Iterator[Told]:
    tasks = tuple(group.of("task"))[:_MOST]
    known = network.ports(group, tasks)
    served = network.services(group, tasks)
    probes = tuple(probe for service in served for probe in network.probes(service, known))
    yield Workload(
        "nomad",
        string(job.attributes, "type") or "service",
        name,
        (job if name == job.label else group).location,
        environment,
        string(job.attributes, "namespace"),
        replicas=_count(group),
        containers=tuple(_container(task, tasks, known, probes) for task in _in_order(tasks)),
        depends_on=tuple(dict.fromkeys(_needs(group, tasks, served))),
        volumes=tuple(_volumes(group, tasks)),
        schedule=_schedule(job),
    )
    yield from _scaling(group, name, environment)
    for service in served:
        yield from network.ingresses(service, name, known, environment)
    for task in tasks:
        yield from secrets(_given(task), "nomad", environment)
        for template in task.of("template"):
            yield from template_secrets(template, environment)


def _in_order(tasks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Tasks that run first and end come first."""
    return tuple(sorted(tasks, key=lambda task: not _is_first(task)))


def _is_first(task: Block) -> bool:
    hooks = list(task.of("lifecycle"))
    return any(string(each.attributes, "hook") == "prestart" and string(each.attributes, "sidecar") != "true" for each in hooks)


def _container(task: Block, tasks: tuple[Block, ...], known: dict[str, Port], probes: tuple[Probe, ...]) -> Container:
    config = next(task.of("config"), Block("config", (), (), (), task.location)).attributes
    listed = {item.text for item in items(config, "ports") if isinstance(item, Scalar)}
    main = _in_order(tasks)[-1] if all(_is_first(each) for each in tasks) else next(each for each in tasks if not _is_first(each))
    mine = tuple(port for label, port in known.items() if label in listed or (not listed and task is main))
    asked = {str(port.number) for port in mine}
    return Container(
        task.label,
        task.location,
        image_reference(stated(config, "image")),
        command=_command(config),
        ports=mine,
        probes=tuple(probe for probe in probes if (probe.port in asked if probe.port and asked else task is main)),
        variables=(*plain_variables(_given(task)), *_templated(task)),
        resources=_resources(task),
        init=_is_first(task),
    )


def _command(config: Mapping) -> tuple[str, ...]:
    words = [item.text for key in ("entrypoint", "args") for item in items(config, key) if isinstance(item, Scalar)]
    command = string(config, "command")
    return withheld((*((command,) if command else ()), *words)) if words else of_shell(command or "")


def _given(task: Block) -> tuple[Named, ...]:
    """The variables of `env`, written as a block or as a map."""
    written = [entry for block in task.of("env") for entry in block.entries]
    written += entries(task.attributes, "env")
    return tuple(Named(entry.key, string(entry.value), entry.location) for entry in written)


def _templated(task: Block) -> tuple[Variable, ...]:
    return tuple(variable for template in task.of("template") for variable in template_variables(template))


def _resources(task: Block) -> Resources | None:
    """Memory in MB; CPU is written in MHz, which no file turns into cores, unless whole cores are reserved."""
    block = next(task.of("resources"), None)
    if block is None:
        return None
    memory, most = integer(block.attributes, "memory"), integer(block.attributes, "memory_max")
    count = integer(block.attributes, "cores")
    cores = Decimal(count) if count is not None else None
    if memory is None and cores is None:
        return None
    size = memory * 1024**2 if memory is not None else None
    return Resources(block.location, cores, cores, size, most * 1024**2 if most is not None else size)


def _count(group: Block) -> Stated[int] | Unknown | None:
    written, count = stated(group.attributes, "count"), integer(group.attributes, "count")
    if written is None:
        return None
    if count is None:
        return Unknown(f"the count is {written.value}, which this file does not set", written.location)
    return Stated(count, written.location)


def _schedule(job: Block) -> Stated[str] | None:
    for periodic in job.of("periodic"):
        several = items(periodic.attributes, "crons")
        if several and isinstance(several[0], Scalar):
            return Stated(several[0].text, several[0].location)
        return stated(periodic.attributes, "cron")
    return None


def _scaling(group: Block, name: str, environment: str | None) -> Iterator[Autoscaler]:
    for block in group.of("scaling"):
        most, least = _whole(block, "max"), _whole(block, "min")
        if most is not None and string(block.attributes, "enabled") != "false":
            yield Autoscaler(name, "group", group.label, most, block.location, least, environment=environment)


def _whole(block: Block, key: str) -> Stated[int] | None:
    found, count = find(block.attributes, key), integer(block.attributes, key)
    return Stated(count, found.location) if found is not None and count is not None else None


def _needs(group: Block, tasks: tuple[Block, ...], served: tuple[Block, ...]) -> Iterator[Stated[str]]:
    """The services of other jobs that it names: upstreams of the mesh, and addresses that templates look up."""
    own = {string(service.attributes, "name") or group.label for service in served}
    waiting = [*served]
    found: list[Stated[str]] = []
    while waiting:
        block = waiting.pop()
        target = stated(block.attributes, "destination_name") if block.type == "upstreams" else None
        found += [target] if target is not None else []
        waiting.extend(block.of("connect", "sidecar_service", "proxy", "upstreams"))
    found += [need for task in tasks for template in task.of("template") for need in needs(template)]
    yield from (each for each in found if each.value not in own and is_known(each))


def _volumes(group: Block, tasks: tuple[Block, ...]) -> Iterator[Volume]:
    """The host and CSI volumes that a group claims."""
    mounts = {string(each.attributes, "volume"): string(each.attributes, "destination") for task in tasks
              for each in task.of("volume_mount")}  # fmt: skip
    for block in group.of("volume"):
        source = stated(block.attributes, "source")
        name = source.value if source is not None and is_known(source) else block.label
        yield Volume(name, source.location if source else block.location, mount=mounts.get(block.label))
