"""Which workloads a Kubernetes Service picks, and what is reached from outside."""

from collections.abc import Iterable

from opsworthy.facts.workloads import Ingress, NetworkService, Pairs, Workload
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Endpoint
from opsworthy.text.location import Location

_OUTSIDE = ("LoadBalancer", "NodePort")


def picks(selector: Pairs, workload: Workload) -> bool:
    """Whether a selector of labels means the pods of a workload; an empty one means nothing in particular."""
    return bool(selector) and set(selector) <= {*workload.labels, *workload.selector}


class Network:
    """Services of the network, by the groups that they lead to."""

    def __init__(self, known: Known, groups: Iterable[Group]) -> None:
        self._services = known.of(NetworkService)
        self._ingresses = known.of(Ingress)
        self._groups = tuple(groups)

    def services_of(self, group: Group) -> tuple[NetworkService, ...]:
        """The Kubernetes Services in front of a group, in the order of the files."""
        return tuple(each for each in self._services if self._leads(each, group))

    def hosts_of(self, group: Group) -> frozenset[str]:
        """Names under which others reach a group inside: its Services, else the names of its workloads."""
        names = {each.name for each in self.services_of(group)}
        return frozenset(names | {each.name for each in group.workloads} | {group.name})

    def is_outside(self, group: Group) -> bool:
        """Whether an Ingress or a Service that faces outwards leads to a group."""
        services = self.services_of(group)
        if any(each.type in _OUTSIDE for each in services):
            return True
        names = {each.name for each in services} | {each.name for each in group.workloads if each.platform != "kubernetes"}
        return any(each.service in names for each in self._ingresses)

    def group_of(self, service: str) -> Group | None:
        """The group behind a Kubernetes Service of this name."""
        found = [group for group in self._groups if any(each.name == service for each in self.services_of(group))]
        return found[0] if found else next((group for group in self._groups if group.name == service), None)

    def endpoints(self, environments: Environments) -> tuple[Endpoint, ...]:
        """Addresses from outside, each once per environment; a host that only a run fills in is none."""
        named = [each for each in self._ingresses if each.host and "$" not in each.host and "{" not in each.host]
        covered = {(each.name, each.service, each.path) for each in named if each.environment is not None}
        merged: dict[tuple[str | None, str, str, str], tuple[bool, list[Location]]] = {}
        for each in named:
            if each.environment is None and (each.name, each.service, each.path) in covered:
                continue
            group = self.group_of(each.service)
            where = (environments.resolve(each.environment), each.host or "", each.path, group.name if group else each.service)
            tls, places = merged.get(where, (False, []))
            merged[where] = (tls or each.tls, [*places, each.location])
        order = environments.order()
        made = [Endpoint(host, path, service, environment, tls, tuple(dict.fromkeys(places)))
                for (environment, host, path, service), (tls, places) in merged.items()]  # fmt: skip
        return tuple(sorted(made, key=lambda each: (order.get(each.environment, len(order)), each.host, each.path)))

    def _leads(self, service: NetworkService, group: Group) -> bool:
        for member in group.members:
            if member.workload.namespace and service.namespace and member.workload.namespace != service.namespace:
                continue
            if picks(service.selector, member.workload):
                return True
        return False
