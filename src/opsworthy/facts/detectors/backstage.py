"""Backstage: the entities of a software catalogue, wherever their documents stand."""

from collections.abc import Iterator

from opsworthy.facts.catalog.backstage import told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files

_MARKER = "backstage.io/v"


def _wants(path: str) -> bool:
    return path.endswith((".yaml", ".yml")) and not path.startswith((".github/workflows/", ".circleci/"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if _MARKER not in source.text:
            continue
        read = files.yaml(source)
        if "{{" not in source.text and "{%" not in source.text:
            yield from read.problems
        for document in read.documents:
            yield from told(document)


DETECTOR = Detector(
    "backstage", "the catalogue of Backstage", _wants, _detect, looks_at=("*.yaml", "*.yml"), only_with=("backstage.io/v",)
)
