"""AWS Elastic Beanstalk: the application of .elasticbeanstalk/config.yml and Dockerrun.aws.json, and options of .ebextensions."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, withheld_path
from opsworthy.facts.detector import Detector
from opsworthy.facts.ecs.containers import containers
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name
from opsworthy.facts.hosting.variables import Named, secrets, variables
from opsworthy.facts.ports import number
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Container, Port, Probe, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.source import Problem, Source

_PLATFORM = "elastic-beanstalk"
_FILE = "Dockerrun.aws.json"
_CONFIGURATION = ".elasticbeanstalk/config.yml"
_EXTENSIONS = ".ebextensions/"
_GIVEN = "aws:elasticbeanstalk:application:environment"
_CHECKED = ("HealthCheckPath", "Application Healthcheck URL")
_MOST = 500


def _wants(path: str) -> bool:
    return path.endswith((_FILE, _CONFIGURATION)) or (_EXTENSIONS in path and path.endswith(".config"))


def _detect(files: Files) -> Iterator[Told]:
    for folder in dict.fromkeys(_folder(path) for path in files.wanted):
        prefix = f"{folder}/" if folder else ""
        run, told = files.open(f"{prefix}{_FILE}"), files.open(f"{prefix}{_CONFIGURATION}")
        options = [files.open(path) for path in files.wanted if path.startswith(f"{prefix}{_EXTENSIONS}")]
        yield from _application(folder, run, told, [each for each in options if each is not None], files)


def _folder(path: str) -> str:
    for ending in (_FILE, _CONFIGURATION):
        if path.endswith(ending):
            return path[: -len(ending)].rstrip("/")
    return path.partition(_EXTENSIONS)[0].rstrip("/")


def _application(folder: str, run: Source | None, told: Source | None, options: list[Source], files: Files) -> Iterator[Told]:
    root = _yaml(files, told)
    name = stated(root, "global", "application_name")
    first = next(source for source in (told, run, *options) if source is not None)
    title = name.value if name is not None else folder_name(f"{folder}/x".lstrip("/"))
    place = name.location if name is not None else first.at(1)
    for entry in entries(root, "branch-defaults")[:_MOST]:
        branch = stated(entry.value, "environment")
        if branch is not None and environment_of(branch.value) is not None:
            yield EnvironmentDeclared(branch.value, branch.location, _PLATFORM, (_PLATFORM, branch.location.path))
    given = [each for source in options for each in _options(_yaml(files, source))]
    own = tuple(each.named for each in given if each.space == _GIVEN)
    probes = tuple(
        Probe("health", "http", each.named.location, withheld_path(each.named.value))
        for each in given
        if each.named.name in _CHECKED and each.named.value and each.named.value.startswith("/")
    )
    held = _containers(run, title, place, files)
    if isinstance(held, Problem):
        yield held
        return
    main = held or (Container(title, place, context=Stated(folder or ".", place)),)
    main = (_with(main[0], own, probes), *main[1:])
    yield Workload(_PLATFORM, "app", title, place, containers=main)
    yield from secrets(own, _PLATFORM)


def _with(each: Container, given: tuple[Named, ...], probes: tuple[Probe, ...]) -> Container:
    return Container(
        each.name, each.location, each.image, each.build, each.command, each.ports, (*each.probes, *probes[:1]),
        (*each.variables, *variables(given)), each.imports, each.resources, context=each.context,
    )  # fmt: skip


def _containers(run: Source | None, title: str, place: Location, files: Files) -> tuple[Container, ...] | Problem:
    """The containers of a Dockerrun file: one image of version 1, a list like a task's of version 2."""
    root = files.json(run) if run is not None else None
    if root is None or isinstance(root, Problem):
        return root or ()
    listed = containers(View(find(root, "containerDefinitions")))
    image = image_reference(stated(root, "Image", "Name"))
    if listed or image is None:
        return listed
    ports = tuple(
        Port(found, said.location)
        for item in items(root, "Ports")[:_MOST]
        if (said := stated(item, "ContainerPort")) is not None and (found := number(said.value)) is not None
    )
    return (Container(title, place, image, ports=ports),)


class _Option:
    """One option with its namespace."""

    def __init__(self, space: str, named: Named) -> None:
        self.space, self.named = space, named


def _options(root: Node | None) -> Iterator[_Option]:
    """The option settings, as a mapping of namespaces or as a list of options."""
    held = find(root, "option_settings")
    for entry in entries(held)[:_MOST] if isinstance(held, Mapping) else ():
        for inner in entries(entry.value)[:_MOST]:
            yield _Option(entry.key, _named(inner))
    for item in items(held)[:_MOST]:
        space = string(item, "namespace") or _GIVEN
        name = stated(item, "option_name")
        if name is not None:
            yield _Option(space, Named(name.value, string(item, "value"), name.location))


def _named(entry: Entry) -> Named:
    value = entry.value
    return Named(entry.key, value.text if isinstance(value, Scalar) and value.value is not None else None, entry.location)


def _yaml(files: Files, source: Source | None) -> Node | None:
    documents = files.yaml(source).documents if source is not None else ()
    return documents[0] if documents else None


DETECTOR = Detector(
    "elastic_beanstalk",
    "applications of AWS Elastic Beanstalk",
    _wants,
    _detect,
    looks_at=("Dockerrun.aws.json", "config.yml", "*.config"),
)
