"""Alertmanager: its receivers with what leads to them, as AlertmanagerConfig objects too. Keys and hooks are not read."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.documents import documents, is_yaml
from opsworthy.facts.observability.receivers import receivers
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    return is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "receivers:" not in source.text or "route:" not in source.text:
            continue
        for found in documents(files, source, "receivers:"):
            if isinstance(found, Problem):
                yield found
            else:
                yield from receivers(found.node, found.environment)


DETECTOR = Detector(
    "alertmanager",
    "receivers and routes of Alertmanager",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=("receivers:",),
)
