"""Alerting rules of Prometheus: rule files, PrometheusRule objects and their relatives, rules within ConfigMaps and values."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.alerts import rules
from opsworthy.facts.observability.documents import documents, is_yaml
from opsworthy.text.source import Problem

_ENDINGS = (".rules", ".rule", ".rules.txt")
_MARKERS = ("alert:", '"alert":')


def _wants(path: str) -> bool:
    return is_yaml(path) or path.endswith(_ENDINGS)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if not any(marker in source.text for marker in _MARKERS) or "expr" not in source.text:
            continue
        lines = source.text.splitlines()
        for found in documents(files, source, *_MARKERS):
            if isinstance(found, Problem):
                yield found
            else:
                yield from rules(found.node, lines, found.environment)


DETECTOR = Detector(
    "prometheus_rules",
    "alerting rules of Prometheus",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.rules", "*.rule", "*.rules.txt"),
    only_with=("alert",),
)
