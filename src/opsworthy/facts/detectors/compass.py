"""compass.yml: a component of Atlassian Compass with its owner, links, on-call schedule and chat."""

from collections.abc import Iterator

from opsworthy.facts.catalog.reading import contact, links
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import CatalogEntity
from opsworthy.text.node import entries, items, stated, string

_NAMES = ("compass.yml", "compass.yaml")
_KINDS = {"ON_CALL": "rota", "CHAT_CHANNEL": "channel"}


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "configVersion" not in source.text and "typeId" not in source.text:
            continue
        read = files.yaml(source)
        yield from read.problems
        for root in read.documents:
            named = stated(root, "name")
            if named is None:
                continue
            needs = tuple(told for each in entries(root, "relationships") for one in items(each.value) if (told := stated(one)))
            yield CatalogEntity(
                named.value,
                "Component",
                "compass",
                named.location,
                string(root, "typeId"),
                stated(root, "ownerId"),
                lifecycle=stated(root, "fields", "lifecycle"),
                depends_on=needs,
                links=links(root, "links", title=("name", "type")),
            )
            for each in items(root, "links"):
                kind = _KINDS.get(string(each, "type") or "")
                if kind is not None:
                    yield from contact(string(each, "name") or named.value, kind, "compass", stated(each, "url"))


DETECTOR = Detector("compass", "components of Atlassian Compass", _wants, _detect, looks_at=("compass.yml", "compass.yaml"))
