"""Scrape jobs and the objects that stand for them."""

from collections.abc import Iterator

from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.facts.observability.documents import mappings
from opsworthy.facts.operations import Scrape
from opsworthy.facts.workloads import Pairs
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, Scalar, entries, items, stated, string

_GROUPS = ("monitoring.coreos.com", "monitoring.googleapis.com", "operator.victoriametrics.com", "azmonitoring.coreos.com")
_ENDPOINTS = {
    "ServiceMonitor": "endpoints",
    "PodMonitor": "podMetricsEndpoints",
    "PodMonitoring": "endpoints",
    "ClusterPodMonitoring": "endpoints",
    "VMServiceScrape": "endpoints",
    "VMPodScrape": "podMetricsEndpoints",
}
_MOST = 200


def jobs(node: Node, environment: str | None) -> Iterator[Scrape]:
    """The jobs of every `scrape_configs` at or below a node."""
    for each in mappings(node):
        usual = string(each, "global", "scrape_interval")
        for job in items(each, "scrape_configs")[:_MOST]:
            named = stated(job, "job_name")
            if named is not None:
                yield Scrape(
                    named.value,
                    "prometheus",
                    named.location,
                    targets=tuple(_targets(job)),
                    path=string(job, "metrics_path"),
                    interval=string(job, "scrape_interval") or usual,
                    environment=environment,
                )


def _targets(job: Node) -> Iterator[Stated[str]]:
    for group in (*items(job, "static_configs"), *items(job, "staticConfigs")):
        for target in items(group, "targets"):
            told = stated(target)
            if told is not None:
                yield told


def monitors(node: Node, environment: str | None) -> Iterator[Scrape]:
    """One scrape for each endpoint of an object that stands for scrapes."""
    for found in objects_of(node):
        if found.group not in _GROUPS or "{{" in found.name:
            continue
        listed = _ENDPOINTS.get(found.kind)
        if listed is not None:
            endpoints = items(found.spec, listed)[:_MOST] or (found.node,)
            yield from (_endpoint(found, endpoint, environment) for endpoint in endpoints)
        elif found.kind in ("Probe", "ScrapeConfig"):
            yield _probe(found, environment)


def _endpoint(found: Object, endpoint: Node, environment: str | None) -> Scrape:
    return Scrape(
        found.name,
        found.kind,
        found.location,
        selector=_selector(found),
        port=string(endpoint, "port") or string(endpoint, "targetPort"),
        path=string(endpoint, "path"),
        interval=string(endpoint, "interval"),
        namespace=found.namespace,
        environment=environment,
    )


def _probe(found: Object, environment: str | None) -> Scrape:
    told = (*items(found.spec, "targets", "staticConfig", "static"), *items(found.spec, "targets", "static", "targets"))
    return Scrape(
        found.name,
        found.kind,
        found.location,
        targets=(*(each for one in told if (each := stated(one)) is not None), *(_targets(found.spec) if found.spec else ())),
        path=string(found.spec, "metricsPath"),
        interval=string(found.spec, "interval") or string(found.spec, "scrapeInterval"),
        namespace=found.namespace,
        environment=environment,
    )


def _selector(found: Object) -> Pairs:
    """The labels that a monitor picks by; of several values for one label, all with a bar between them."""
    plain = tuple(
        (entry.key, entry.value.text)
        for entry in entries(found.spec, "selector", "matchLabels")
        if isinstance(entry.value, Scalar)
    )
    chosen = tuple(
        (key, "|".join(text for value in items(each, "values") if (text := string(value)) is not None))
        for each in items(found.spec, "selector", "matchExpressions")
        if string(each, "operator") == "In" and (key := string(each, "key"))
    )
    return (*plain, *chosen)
