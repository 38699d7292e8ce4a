"""What Prometheus collects: scrape jobs of its configuration, ServiceMonitors, PodMonitors, Probes and their relatives."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.documents import documents, is_yaml
from opsworthy.facts.observability.scrapes import jobs, monitors
from opsworthy.text.source import Problem

_MARKERS = ("scrape_configs", "scrapeConfigs", "ServiceMonitor", "PodMonitor", "kind: Probe", "VMServiceScrape", "VMPodScrape",
            "ScrapeConfig")  # fmt: skip


def _wants(path: str) -> bool:
    return is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        for found in documents(files, source, *_MARKERS):
            if isinstance(found, Problem):
                yield found
            else:
                yield from jobs(found.node, found.environment)
                yield from monitors(found.node, found.environment)


DETECTOR = Detector(
    "prometheus_scrapes",
    "what Prometheus collects metrics from",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=(
        "scrape_configs",
        "scrapeConfigs",
        "ServiceMonitor",
        "PodMonitor",
        "kind: Probe",
        "VMServiceScrape",
        "VMPodScrape",
        "ScrapeConfig",
    ),
)
