"""One Compose service as a workload."""

import shlex
from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, of_shell, withheld
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.compose.health import probes
from opsworthy.facts.compose.merging import listed, mount_target, pairs
from opsworthy.facts.compose.ports import ports
from opsworthy.facts.compose.reading import within
from opsworthy.facts.compose.resources import resources
from opsworthy.facts.compose.variables import Context, imports, variables
from opsworthy.facts.workloads import Container, Volume, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, stated, string


def workload(entry: Entry, context: Context, environment: str | None) -> Workload:
    """The workload of a service, in one environment or (None) in all of them."""
    service = entry.value
    return Workload(
        "compose",
        "service",
        entry.key,
        entry.location,
        environment,
        replicas=_replicas(service, context),
        containers=(_container(entry, context),),
        depends_on=tuple(_depends_on(service)),
        volumes=tuple(_volumes(service, context)),
        profiles=tuple(item.text for item in listed(service, "profiles") if isinstance(item, Scalar)),
    )


def _container(entry: Entry, context: Context) -> Container:
    service = entry.value
    image = stated(service, "image")
    build, folder = _build(service, context)
    declared = variables(service, context)
    names = (entry.key, string(service, "container_name") or entry.key, string(service, "hostname") or entry.key)
    said = find(service, "command") or find(service, "entrypoint")
    command = (*_command(find(service, "entrypoint"), context), *_command(find(service, "command"), context))
    return Container(
        entry.key,
        entry.location,
        image_reference(Stated(context.expand(image.value).text, image.location)) if image else None,
        build,
        command,
        tuple(ports(service, context)) or (ports_told(command, said.location) if said is not None else ()),
        probes(service, names, declared, context),
        declared,
        imports(service, context),
        resources(service, context),
        mounts=tuple(_mounts(service)),
        context=folder,
    )


def _build(service: Node, context: Context) -> tuple[Stated[str] | None, Stated[str] | None]:
    """The Dockerfile and the folder that it builds from, relative to the tree; an address elsewhere stays as written."""
    build = find(service, "build")
    place = build if isinstance(build, Scalar) else find(build, "context")
    if build is None or (isinstance(build, Scalar) and build.value is None):
        return None, None
    written = context.expand(place.text).text if isinstance(place, Scalar) else "."
    location = place.location if place is not None else build.location
    if "://" in written or written.startswith("git@"):
        return Stated(written, location), None
    folder = within(location.path.rpartition("/")[0], written)
    file = string(build, "dockerfile")
    path = within(folder or "", context.expand(file).text if file else "Dockerfile") if folder is not None else None
    if path is None or folder is None or "$" in path:
        return Stated(written, location), None
    return Stated(path, location), Stated(folder, location)


def _command(node: Node | None, context: Context) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return withheld(tuple(context.expand(item.text).text for item in node.items if isinstance(item, Scalar)))
    if not isinstance(node, Scalar) or node.value is None:
        return ()
    text = context.expand(node.text).text
    try:
        return withheld(tuple(shlex.split(text)))
    except ValueError:
        return of_shell(text)


def _mounts(service: Node) -> Iterator[Stated[tuple[str, str]]]:
    """The configurations that a service sees as files."""
    for item in listed(service, "configs"):
        name = stated(item) or stated(item, "source")
        if name is not None:
            yield Stated(("configmap", name.value), name.location)


def _replicas(service: Node, context: Context) -> Stated[int] | Unknown | None:
    mode = stated(service, "deploy", "mode")
    if mode is not None and mode.value.startswith("global"):
        return Unknown("one on every node of the swarm", mode.location)
    written = stated(service, "deploy", "replicas") or stated(service, "scale")
    if written is None:
        return None
    text = context.expand(written.value).text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return Stated(int(text), written.location)
    return Unknown(f"the number of replicas is {text}, which this repository does not set", written.location)


def _depends_on(service: Node) -> Iterator[Stated[str]]:
    needed = find(service, "depends_on")
    if isinstance(needed, Mapping):
        yield from (Stated(entry.key, entry.location) for entry in pairs(needed))
    named = (*listed(service, "depends_on"), *listed(service, "links"))
    yield from (Stated(item.text.partition(":")[0], item.location) for item in named if isinstance(item, Scalar))


def _volumes(service: Node, context: Context) -> Iterator[Volume]:
    """Volumes with a name; folders of the host and nameless volumes are none."""
    for item in listed(service, "volumes"):
        target = context.expand(mount_target(item)).text or None
        if isinstance(item, Mapping):
            name = string(item, "source") if string(item, "type") in (None, "volume") else None
        else:
            source, colon, _ = item.text.partition(":") if isinstance(item, Scalar) else ("", "", "")
            name = source if colon else None
        written = context.expand(name).text if name else ""
        if written and not written.startswith((".", "~", "$")) and "/" not in written and "\\" not in written:
            yield Volume(written, item.location, mount=target)
