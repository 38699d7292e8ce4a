"""Knative: services that scale by requests, their bounds among the annotations."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes import workloads
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.workloads import Autoscaler
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, find, integer

_MINIMUM = ("autoscaling.knative.dev/min-scale", "autoscaling.knative.dev/minScale")
_MAXIMUM = ("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale")


def read(found: Object, setting: Setting) -> Iterator[Told]:
    """The workload, and its bounds where an upper one is stated."""
    yield from workloads.read(found, setting)
    notes = find(found.spec, "template", "metadata", "annotations")
    maximum = _bound(notes, _MAXIMUM)
    if maximum is not None:
        yield Autoscaler(
            found.name,
            found.kind,
            found.name,
            maximum,
            maximum.location,
            minimum=_bound(notes, _MINIMUM),
            environment=setting.environment,
            namespace=found.namespace,
        )


def _bound(notes: Node | None, keys: tuple[str, str]) -> Stated[int] | None:
    for key in keys:
        node, number = find(notes, key), integer(notes, key)
        if node is not None and number is not None:
            return Stated(number, node.location)
    return None
