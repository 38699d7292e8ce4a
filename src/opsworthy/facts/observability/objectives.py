"""Service level objectives: OpenSLO, Sloth and Pyrra, each by the kind or version that its documents begin with."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.facts.operations import Objective
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, Scalar, find, items, stated, string

_SLOTH = "sloth.slok.dev"
_PYRRA = "pyrra.dev"


def openslo(node: Node, environment: str | None) -> Iterator[Objective]:
    """The objectives of an `SLO` document; a ratio is told in percent."""
    named = stated(node, "metadata", "name")
    if not (string(node, "apiVersion") or "").startswith("openslo/") or string(node, "kind") != "SLO" or named is None:
        return
    listed = items(node, "spec", "objectives") or (node,)
    policies = (stated(each) or stated(each, "metadata", "name") for each in items(node, "spec", "alertPolicies"))
    raised = tuple(each for each in policies if each is not None)
    window = stated(node, "spec", "timeWindow", 0, "duration") or _counted(node)
    for each in listed:
        yield Objective(
            named.value,
            "openslo",
            named.location,
            _percent(find(each, "target")) or stated(each, "targetPercent"),
            window,
            string(node, "spec", "service"),
            string(each, "displayName") or string(node, "spec", "description"),
            raised,
            environment,
        )


def _counted(node: Node) -> Stated[str] | None:
    """The window of the first form: a count and a unit."""
    count, unit = stated(node, "spec", "timeWindows", 0, "count"), string(node, "spec", "timeWindows", 0, "unit")
    return Stated(f"{count.value} {unit}", count.location) if count is not None and unit else None


def _percent(node: Node | None) -> Stated[str] | None:
    """0.999 as 99.9; None for what is no ratio."""
    try:
        ratio = Decimal(node.text) if isinstance(node, Scalar) else None
    except InvalidOperation:
        return None
    if ratio is None or not ratio.is_finite() or not 0 < ratio <= 1 or not isinstance(node, Scalar):
        return None
    return Stated(f"{(ratio * 100).normalize():f}", node.location)


def sloth(node: Node, environment: str | None) -> Iterator[Objective]:
    """The objectives of Sloth, in a file of its own or as an object."""
    if (string(node, "version") or "").startswith("prometheus/v"):
        yield from _sloth(node, environment)
    for found in objects_of(node):
        if found.group == _SLOTH and found.spec is not None:
            yield from _sloth(found.spec, environment)


def _sloth(body: Node, environment: str | None) -> Iterator[Objective]:
    for each in items(body, "slos"):
        named = stated(each, "name")
        if named is not None:
            alert = stated(each, "alerting", "name")
            raised = (alert,) if alert is not None else ()
            service, about = string(body, "service"), string(each, "description")
            target = stated(each, "objective")
            yield Objective(named.value, "sloth", named.location, target, None, service, about, raised, environment)


def pyrra(node: Node, environment: str | None) -> Iterator[Objective]:
    """The objectives of Pyrra."""
    for found in objects_of(node):
        if found.group == _PYRRA:
            target, window = stated(found.spec, "target"), stated(found.spec, "window")
            about = string(found.spec, "description")
            yield Objective(found.name, "pyrra", _named(found), target, window, None, about, (), environment)


def _named(found: Object) -> Location:
    told = stated(found.node, "metadata", "name")
    return told.location if told is not None else found.location
