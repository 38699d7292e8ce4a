"""opslevel.yml: the component, who owns it, and the tools it is run with."""

from collections.abc import Iterator

from opsworthy.facts.catalog.reading import links
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import CatalogEntity
from opsworthy.text.node import Mapping, find, items, stated, string

_NAMES = ("opslevel.yml", "opslevel.yaml")
_KINDS = {"component": "Component", "service": "Component", "repository": "Repository"}


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        for root in read.documents:
            for key, kind in _KINDS.items():
                body, named = find(root, key), stated(root, key, "name")
                if isinstance(body, Mapping) and named is not None:
                    yield CatalogEntity(
                        named.value,
                        kind,
                        "opslevel",
                        named.location,
                        string(body, "type"),
                        stated(body, "owner"),
                        string(body, "system"),
                        stated(body, "lifecycle"),
                        tuple(told for each in items(body, "dependencies") if (told := stated(each) or stated(each, "alias"))),
                        links(body, "tools"),
                    )


DETECTOR = Detector("opslevel", "components of OpsLevel", _wants, _detect, looks_at=("opslevel.yml", "opslevel.yaml"))
