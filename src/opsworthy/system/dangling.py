"""Objects of a cluster that point at something which no file has, beside something that bears nearly that name."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from opsworthy.facts.workloads import Autoscaler, Ingress, NetworkService
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Contradiction
from opsworthy.text.location import Location, Stated

_ALIKE = 0.6


def dangling(known: Known, groups: Iterable[Group]) -> Iterator[Contradiction]:
    """Autoscalers of workloads, and addresses from outside of services, that are not there under that name. Without a
    name that is nearly the same they may stand in another repository, and nothing is said."""
    workloads = {each.name: each.location for group in groups for each in group.workloads if each.platform == "kubernetes"}
    for scaler in known.of(Autoscaler):
        if scaler.target_kind in ("Deployment", "StatefulSet"):
            yield from _missing(scaler.name, "scaled workload", Stated(scaler.target, scaler.location), workloads)
    services = {each.name: each.location for each in known.of(NetworkService)}
    for ingress in known.of(Ingress):
        if services and ingress.service and ingress.service not in workloads:
            yield from _missing(ingress.name, "service behind the address", Stated(ingress.service, ingress.location), services)


def _missing(subject: str, attribute: str, told: Stated[str], known: dict[str, Location]) -> Iterator[Contradiction]:
    near = get_close_matches(told.value, known, n=1, cutoff=_ALIKE) if told.value not in known else []
    if near and not set("${") & set(told.value):
        yield Contradiction(subject, attribute, (told, Stated(near[0], known[near[0]])))
