"""Firebase: the sites, functions and stores of a firebase.json, and the projects that .firebaserc names."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Sequence, entries, find, items, stated
from opsworthy.text.source import Problem, Source

_NAMES = ("firebase.json", ".firebaserc")
_HOSTING, _FUNCTIONS = "firebase", "cloud-functions"
_STORES = {
    "firestore": ("firestore", "database", "firestore"),
    "database": ("realtime-database", "database", "firebase-realtime-database"),
    "storage": ("storage", "bucket", "gcs"),
    "dataconnect": ("data-connect", "database", "postgresql"),
}
_MOST = 100


def _wants(path: str) -> bool:
    return path.endswith(_NAMES) and path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(source)
        if isinstance(root, Problem):
            yield root
        elif source.path.endswith(".firebaserc"):
            yield from _projects(root, source)
        elif isinstance(root, Mapping):
            yield from _sites(root, source)
            yield from _functions(root, source)
            yield from _stores(root)


def _projects(root: Node, source: Source) -> Iterator[EnvironmentDeclared]:
    """The names that people gave to projects, where they mean an environment."""
    for entry in entries(root, "projects")[:_MOST]:
        if environment_of(entry.key) is not None:
            yield EnvironmentDeclared(entry.key, entry.location, _HOSTING, (_HOSTING, source.path))


def _each(root: Mapping, key: str) -> Iterator[tuple[Node, Location]]:
    """The settings of a product, which may be one or a list, each with the place that says it."""
    entry = root.entry(key)
    if entry is None:
        return
    for item in items(entry.value)[:_MOST] if isinstance(entry.value, Sequence) else (entry.value,):
        if isinstance(item, Mapping):
            yield item, entry.location if item is entry.value else item.location


def _sites(root: Mapping, source: Source) -> Iterator[Workload]:
    for item, at in _each(root, "hosting"):
        name = stated(item, "site") or stated(item, "target")
        served = stated(item, "public") or stated(item, "source")
        place = name.location if name is not None else at
        title = name.value if name is not None else folder_name(source.path)
        runs = any(find(each, key) is not None for each in items(item, "rewrites") for key in ("function", "run"))
        kind = "site" if find(item, "source") is not None or find(item, "frameworksBackend") is not None else "static-site"
        container = Container(title, place, context=_place(source, served, build=True))
        yield Workload(_HOSTING, "site" if runs and kind == "site" else kind, title, place, containers=(container,))
    for item, _ in _each(root, "apphosting"):
        name, folder = stated(item, "backendId"), stated(item, "rootDir")
        if name is not None:
            held = Container(name.value, name.location, context=_place(source, folder, build=False))
            yield Workload(_HOSTING, "web", name.value, name.location, containers=(held,))


def _functions(root: Mapping, source: Source) -> Iterator[Workload]:
    """The functions of a folder, which its source names one by one."""
    for item, at in _each(root, "functions"):
        folder, name = stated(item, "source"), stated(item, "codebase")
        known = name if name is not None and name.value != "default" else None
        title = known.value if known is not None else folder.value.strip("./") if folder is not None else ""
        title = title or "functions"
        place = known.location if known is not None else folder.location if folder is not None else at
        said = folder or Stated("functions", at)
        held = Container(title, place, context=_place(source, said, build=False))
        yield Workload(_FUNCTIONS, "function", title, place, containers=(held,))


def _place(source: Source, folder: Stated[str] | None, build: bool) -> Stated[str] | None:
    """The folder of the source; of pages that a build makes, the one that the build stands in."""
    if folder is None:
        return None
    path = within(folder_of(source.path), folder.value)
    if path is None:
        return None
    shown = path.rpartition("/")[0] if build else path
    return Stated(shown or ".", folder.location)


def _stores(root: Mapping) -> Iterator[Resource]:
    for key, (kind, what, engine) in _STORES.items():
        for item, at in _each(root, key):
            name = stated(item, "database") or stated(item, "instance") or stated(item, "bucket")
            title, place = (name.value, name.location) if name is not None and name.value != "(default)" else (kind, at)
            yield Resource("google", "firebase", kind, title, f"firebase.{title}", what, place, engine)


DETECTOR = Detector(
    "firebase", "sites, functions and stores of Firebase", _wants, _detect, looks_at=("firebase.json", ".firebaserc")
)
