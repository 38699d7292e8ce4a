"""Railway: the one service that railway.toml or railway.json configures, and what its environments change."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import of_shell, withheld_path
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name, variant
from opsworthy.facts.hosting.paths import dockerfile, folder_of
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Container, Probe, Volume, Workload
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, integer, stated, string
from opsworthy.text.source import Problem, Source

_ENDINGS = (".toml", ".json")
_MOST = 200


def _variant(path: str) -> str | None:
    return next((found for ending in _ENDINGS if (found := variant(path, "railway", ending)) is not None), None)


def _wants(path: str) -> bool:
    return path.endswith(_ENDINGS) and "railway" in path and _variant(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source) if source.path.endswith(".toml") else files.json(source)
        if isinstance(root, Problem):
            yield root
        elif find(root, "build") is not None or find(root, "deploy") is not None or find(root, "environments") is not None:
            yield from _service(root, source, files)


def _service(root: Node, source: Source, files: Files) -> Iterator[Told]:
    """The service as all environments share it, and as each that changes something runs it."""
    environment = environment_of(_variant(source.path) or "")
    if environment is not None:
        yield EnvironmentDeclared(environment, source.at(1), "railway", ("railway", source.path))
    yield _workload(root, source, files, environment, _place(root, source))
    for entry in entries(root, "environments")[:_MOST]:
        yield EnvironmentDeclared(entry.key, entry.location, "railway", ("railway", source.path))
        yield _workload(_over(root, entry.value), source, files, entry.key, entry.location)


def _place(root: Node, source: Source) -> Location:
    found = [entry.location for entry in entries(root) if entry.key in ("build", "deploy")]
    return min(found) if found else source.at(1)


def _over(root: Node, changes: Node) -> Node:
    """The service with an environment's own `build` and `deploy` laid over, key by key; a null takes a key away."""
    made = []
    for part in ("build", "deploy"):
        own = {entry.key: entry for entry in entries(root, part)}
        own.update({entry.key: entry for entry in entries(changes, part)})
        if own:
            made.append(Entry(part, Mapping(tuple(own.values()), changes.location), changes.location))
    return Mapping(tuple(made), changes.location)


def _workload(node: Node, source: Source, files: Files, environment: str | None, location: Location) -> Workload:
    name, folder = folder_name(source.path), folder_of(source.path)
    deploy, build = find(node, "deploy"), find(node, "build")
    builder, file = string(build, "builder") or "", stated(build, "dockerfilePath")
    made = dockerfile(files, (folder, ""), file) if file is not None or builder.upper() in ("", "DOCKERFILE") else None
    start = stated(deploy, "startCommand")
    words = of_shell(start.value) if start is not None else ()
    container = Container(
        name,
        location,
        None,
        made,
        words,
        ports_told(words, start.location) if start is not None else (),
        probes=tuple(_probes(deploy)),
    )
    mount = stated(deploy, "requiredMountPath")
    return Workload(
        "railway",
        "service",
        name,
        location,
        environment,
        replicas=_replicas(deploy),
        containers=(*_first(deploy, made), container),
        volumes=(Volume(mount.value, mount.location, mount=mount.value),) if mount else (),
        schedule=stated(deploy, "cronSchedule"),
    )


def _first(deploy: Node | None, build: Stated[str] | None) -> tuple[Container, ...]:
    written = find(deploy, "preDeployCommand")
    listed = written.items if isinstance(written, Sequence) else (written,)
    lines = [item for item in listed if isinstance(item, Scalar) and item.value is not None and item.text.strip()]
    if not lines:
        return ()
    command = of_shell(" && ".join(item.text for item in lines))
    return (Container("release", lines[0].location, build=build, command=command, init=True),)


def _probes(deploy: Node | None) -> Iterator[Probe]:
    path = stated(deploy, "healthcheckPath")
    if path is not None and path.value.strip():
        yield Probe("health", "http", path.location, withheld_path(path.value), timeout=integer(deploy, "healthcheckTimeout"))


def _replicas(deploy: Node | None) -> Stated[int] | Unknown | None:
    """The number of replicas, in all regions together."""
    regions = [found for entry in entries(deploy, "multiRegionConfig") if (found := find(entry.value, "numReplicas")) is not None]
    counts = [count for each in regions if (count := integer(each)) is not None]
    if counts:
        return Stated(sum(counts), regions[0].location)
    found, count = find(deploy, "numReplicas"), integer(deploy, "numReplicas")
    return Stated(count, found.location) if found is not None and count is not None else None


DETECTOR = Detector("railway", "services for Railway", _wants, _detect, looks_at=("*railway*.toml", "*railway*.json"))
