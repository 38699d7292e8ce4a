"""How many pods may run: autoscalers, disruption budgets, quotas."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object, named_place, pairs
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.workloads import Autoscaler, DisruptionBudget, Pairs, Quota
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, Scalar, entries, find, integer, items, string
from opsworthy.text.source import Problem

_OLD_TARGETS = (
    ("targetAverageUtilization", "% utilization"),
    ("targetAverageValue", " average"),
    ("targetValue", ""),
)
_KEDA_MOST = 100  # What KEDA scales up to where nobody says otherwise.
_TARGETS = (("averageUtilization", "% utilization"), ("averageValue", " average"), ("value", ""))


def read_autoscaler(found: Object, setting: Setting) -> Iterator[Told]:
    """Versions 1 to 2; one that has no upper bound is broken."""
    maximum = _count(found.spec, "maxReplicas")
    if maximum is None:
        yield Problem(found.location, f"HorizontalPodAutoscaler {found.name} has no whole maxReplicas", "state maxReplicas")
        return
    yield Autoscaler(
        found.name,
        string(found.spec, "scaleTargetRef", "kind") or "",
        string(found.spec, "scaleTargetRef", "name") or "",
        maximum,
        found.location,
        minimum=_count(found.spec, "minReplicas"),
        metrics=_metrics(found.spec),
        environment=setting.environment,
        namespace=found.namespace,
    )


def read_scaled_object(found: Object, setting: Setting) -> Iterator[Told]:
    """KEDA: bounds that it has defaults for, by what it scales on."""
    minimum, maximum = _count(found.spec, "minReplicaCount"), _count(found.spec, "maxReplicaCount")
    yield Autoscaler(
        found.name,
        string(found.spec, "scaleTargetRef", "kind") or "Deployment",
        string(found.spec, "scaleTargetRef", "name") or "",
        maximum or Stated(_KEDA_MOST, found.location),
        found.location,
        minimum=minimum or Stated(0, found.location),
        metrics=tuple((kind, "") for item in items(found.spec, "triggers") if (kind := string(item, "type"))),
        environment=setting.environment,
        namespace=found.namespace,
    )


def _count(spec: Node | None, key: str) -> Stated[int] | None:
    node, number = find(spec, key), integer(spec, key)
    return Stated(number, node.location) if node is not None and number is not None else None


def _metrics(spec: Node | None) -> Pairs:
    old = string(spec, "targetCPUUtilizationPercentage")
    first = (("cpu", f"{old}% utilization"),) if old else ()
    return (*first, *(pair for item in items(spec, "metrics") if (pair := _metric(item)) is not None))


def _metric(item: Node) -> tuple[str, str] | None:
    kind = string(item, "type") or ""
    body = find(item, kind[:1].lower() + kind[1:])
    name = string(body, "name") or string(body, "metric", "name") or string(body, "metricName")
    targets = [(find(body, "target", key), words) for key, words in _TARGETS]
    targets += [(find(body, key), words) for key, words in _OLD_TARGETS]
    for value, words in targets:
        if name and isinstance(value, Scalar):
            return name, f"{value.text}{words}"
    return (name, "") if name else None


def read_budget(found: Object, setting: Setting) -> Iterator[Told]:
    yield DisruptionBudget(
        found.name,
        pairs(found.spec, "selector", "matchLabels"),
        named_place(found.node, find(found.spec, "minAvailable"), find(found.spec, "maxUnavailable")),
        min_available=string(found.spec, "minAvailable"),
        max_unavailable=string(found.spec, "maxUnavailable"),
        environment=setting.environment,
        namespace=found.namespace,
    )


def read_quota(found: Object, setting: Setting) -> Iterator[Told]:
    hard = tuple(
        (entry.key, Stated(entry.value.text, entry.value.location))
        for entry in entries(found.spec, "hard")
        if isinstance(entry.value, Scalar)
    )
    yield Quota(found.name, hard, found.location, setting.environment, found.namespace)
