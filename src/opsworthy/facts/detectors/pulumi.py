"""Pulumi projects: their stacks, their sealed configuration, and the resources that YAML or constructors name."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.constructs import pythons, scripts
from opsworthy.facts.constructs.pulumi import facts
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import AppDeclared, EnvironmentDeclared
from opsworthy.facts.pulumi.projects import Project, configuration, resources
from opsworthy.facts.told_again import Telling
from opsworthy.text.code import language_of
from opsworthy.text.node import Mapping, Node, find, stated, string
from opsworthy.text.source import Source

_PROJECTS = ("Pulumi.yaml", "Pulumi.yml")
_SOURCES = (".ts", ".js", ".mts", ".mjs", ".py")
_MARKERS = ("@pulumi/", "import pulumi", "from pulumi")
_MOST_FILES = 500


def _wants(path: str) -> bool:
    if path.endswith(_SOURCES):
        return not path.endswith(".d.ts") and not is_test_source(path)
    name = path.rpartition("/")[2]
    return name.startswith("Pulumi.") and name.endswith((".yaml", ".yml"))


def _detect(files: Files) -> Iterator[Told]:
    projects = [path for path in files.wanted if path.rpartition("/")[2] in _PROJECTS]
    folders = {path.rpartition("/")[0] for path in projects}
    for path in projects:
        source = files.open(path)
        root = _first(files, source) if source is not None else None
        if source is not None and not files.yaml(source).problems and isinstance(root, Mapping):
            yield from _project(files, source, root, folders)
        elif source is not None:
            yield from files.yaml(source).problems


def _first(files: Files, source: Source) -> Node | None:
    documents = files.yaml(source).documents
    return documents[0] if documents else None


def _project(files: Files, source: Source, root: Mapping, folders: set[str]) -> Iterator[Told]:
    name = stated(root, "name")
    if name is None:
        return
    yield AppDeclared("pulumi", name.value, name.location, string(root, "description"))
    folder = source.path.rpartition("/")[0]
    below = f"{folder}/" if folder else ""
    prefix = source.path.rpartition("/")[0] or name.value
    telling = Telling()
    yield from telling.shared(resources(Project(root, name.value), prefix, None))
    if find(root, "resources") is None:
        inner = tuple(f"{other}/" for other in folders if other != folder and other.startswith(below))
        yield from telling.shared(_of_source(files, below, inner))
    for path in files.wanted:
        stack = path.removeprefix(f"{below}Pulumi.").rpartition(".")[0]
        if not path.startswith(f"{below}Pulumi.") or "/" in stack or path == source.path:
            continue
        held = files.open(path)
        settings = _first(files, held) if held is not None else None
        if held is None or settings is None:
            continue
        yield EnvironmentDeclared(stack, settings.location, "pulumi", ("pulumi", path))
        values, secrets = configuration(settings, stack)
        yield from secrets
        yield from telling.of_environment(resources(Project(root, name.value, values), prefix, stack))


def _of_source(files: Files, below: str, inner: tuple[str, ...]) -> Iterator[Told]:
    """The constructors of a program: what they are is said, what it computes is not."""
    paths = [path for path in files.wanted if path.startswith(below) and path.endswith(_SOURCES)]
    for path in [each for each in paths if not (inner and each.startswith(inner))][:_MOST_FILES]:
        source = files.open(path)
        code = files.code(source) if source is not None and any(mark in source.text for mark in _MARKERS) else None
        if code is not None:
            reading = pythons if language_of(path) == "python" else scripts
            yield from facts(list(reading.constructs(code, 0)), path.rpartition(".")[0])


DETECTOR = Detector(
    "pulumi",
    "projects of Pulumi",
    _wants,
    _detect,
    looks_at=("*.ts", "*.js", "*.mts", "*.mjs", "*.py", "Pulumi.*"),
    only_with=("Pulumi.y",),
)
