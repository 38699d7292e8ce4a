"""cortex.yaml: an entity of Cortex with its owners, on-call and channels, written as extensions of an OpenAPI document."""

from collections.abc import Iterator

from opsworthy.facts.catalog.reading import contact, links
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import CatalogEntity, Contact
from opsworthy.text.node import Node, entries, items, stated, string

_NAMES = ("cortex.yaml", "cortex.yml")


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES or path.startswith(".cortex/catalog/")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "x-cortex-tag" not in source.text:
            continue
        read = files.yaml(source)
        yield from read.problems
        for root in read.documents:
            named = stated(root, "info", "x-cortex-tag")
            if named is not None:
                owners = items(root, "info", "x-cortex-owners")
                yield CatalogEntity(
                    named.value,
                    string(root, "info", "x-cortex-type") or "service",
                    "cortex",
                    named.location,
                    owner=next((told for each in owners if (told := stated(each, "name"))), None),
                    depends_on=tuple(
                        told for each in items(root, "info", "x-cortex-dependency") if (told := stated(each, "tag"))
                    ),
                    links=links(root, "info", "x-cortex-link", title=("name", "type")),
                )
                yield from _contacts(root, named.value)


def _contacts(root: Node, name: str) -> Iterator[Contact]:
    for each in items(root, "info", "x-cortex-owners"):
        yield from contact(string(each, "name") or name, "email", "cortex", stated(each, "email"))
    for entry in entries(root, "info", "x-cortex-oncall"):
        told = string(entry.value, "type")
        kind = {"SCHEDULE": "rota", "ESCALATION_POLICY": "escalation"}.get((told or "").upper(), "service")
        yield from contact(name, kind, entry.key, stated(entry.value, "id"), told)
    for each in items(root, "info", "x-cortex-slack", "channels"):
        yield from contact(name, "channel", "slack", stated(each, "name"))


DETECTOR = Detector("cortex", "entities of Cortex", _wants, _detect, looks_at=("cortex.yaml", "cortex.yml", ".cortex/catalog/*"))
