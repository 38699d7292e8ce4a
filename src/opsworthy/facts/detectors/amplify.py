"""AWS Amplify: the applications that an amplify.yml builds and serves."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import folder_name
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, find, items, stated, string
from opsworthy.text.source import Source

_NAMES = ("amplify.yml", "amplify.yaml")
_SERVED = (".next", ".output", ".amplify-hosting", "dist/server")
_MOST = 100


def _wants(path: str) -> bool:
    return path.endswith(_NAMES) and path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        root = documents.documents[0] if documents.documents else None
        if not isinstance(root, Mapping):
            continue
        for item in items(root, "applications")[:_MOST]:
            yield from _application(item, stated(item, "appRoot"), source, item.location)
        entry = root.entry("frontend") or root.entry("backend")
        if entry is not None:
            yield from _application(root, None, source, entry.location)


def _application(node: Node, folder: Stated[str] | None, source: Source, at: Location) -> Iterator[Told]:
    if find(node, "frontend") is None and find(node, "backend") is None:
        return
    path = within(folder_of(source.path), folder.value) if folder is not None else folder_of(source.path)
    place = folder.location if folder is not None else at
    name = folder_name(f"{path or ''}/amplify.yml".lstrip("/"))
    made = string(node, "frontend", "artifacts", "baseDirectory") or ""
    kind = "site" if made.endswith(_SERVED) else "static-site"
    given = named(node, "env", "variables")
    container = Container(name, place, variables=variables(given), context=Stated(path or ".", place))
    yield Workload("amplify", kind, name, place, containers=(container,))
    yield from secrets(given, "amplify")


DETECTOR = Detector("amplify", "applications of AWS Amplify", _wants, _detect, looks_at=("amplify.yml", "amplify.yaml"))
