"""Service level objectives as code: documents of OpenSLO, Sloth and Pyrra."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.documents import documents, is_yaml
from opsworthy.facts.observability.objectives import openslo, pyrra, sloth
from opsworthy.text.source import Problem

_MARKERS = ("openslo/", "sloth.slok.dev", "pyrra.dev", "prometheus/v")


def _wants(path: str) -> bool:
    return is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        for found in documents(files, source, *_MARKERS):
            if isinstance(found, Problem):
                yield found
            else:
                for read in (openslo, sloth, pyrra):
                    yield from read(found.node, found.environment)


DETECTOR = Detector(
    "service_objectives",
    "service level objectives as code",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=("openslo/", "sloth.slok.dev", "pyrra.dev", "prometheus/v"),
)
