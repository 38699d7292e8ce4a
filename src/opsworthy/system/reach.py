"""Why one service needs another: what its settings, its code and the network's rules say."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import ProductUsed, VariableRead
from opsworthy.facts.workloads import ConfigDeclared, NamespaceDeclared, NetworkRule, Workload
from opsworthy.system import engines
from opsworthy.system.addresses import hosts, means
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore, Service
from opsworthy.system.names import key
from opsworthy.system.network import Network, picks
from opsworthy.system.roles import changes_database, main_container
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

SETTING, RELEASED, STARTED, CODE, NETWORK, ATTACHED = range(6)
"""Reasons by strength, the strongest first."""


@dataclass(frozen=True, slots=True)
class Need:
    """That one name needs another, how strong the reason is, and the place that says so."""

    source: str
    target: str
    strength: int
    because: str
    location: Location


class Reach:
    """All groups by the names under which they are reached."""

    def __init__(self, known: Known, network: Network, groups: Iterable[Group]) -> None:
        self._known = known
        self._network = network
        self._groups = tuple(groups)
        self._hosts = [(host, group.name) for group in self._groups for host in sorted(network.hosts_of(group))]
        spaces = {each.namespace for group in self._groups for each in group.workloads if each.namespace}
        self._namespaces = frozenset(spaces | {each.name for each in known.of(NamespaceDeclared)})
        self._configs = known.of(ConfigDeclared)

    def started(self) -> Iterator[Need]:
        """What a Compose file starts first."""
        by_name = {key(each.name): group.name for group in self._groups for each in group.workloads}
        for group in self._groups:
            for workload in group.workloads:
                for stated in workload.depends_on:
                    target = by_name.get(key(stated.value))
                    if target is not None:
                        yield Need(group.name, target, STARTED, "it is started first", stated.location)

    def settings(self, folders: Folders, stores: tuple[Datastore, ...] = ()) -> Iterator[Need]:
        """Whose host name stands in the value of a variable or of a config map's key, or which of a cloud's datastores it names
        or begins its host with. Of settings that several share, those that the code reads, where it is known to read any."""
        running = {group.name for group in self._groups}
        made = [store for store in stores if store.name not in running]
        by_name = {name.lower(): each.name for each in made for name in (each.name, *(one.workload for one in each.placements))}
        said_at = {place: each.name for each in made for place in each.locations}
        reads: dict[str, set[str]] = {}
        for read in self._known.of(VariableRead):
            for service in folders.services_of(read.location.path):
                reads.setdefault(service, set()).add(read.name)
        for group, name, value, place in self._own(reads):
            for target in self._named(name, value):
                says = f"`{name}` holds its address" if name else "its command names its address"
                yield Need(group, target, SETTING, says, place)
            first = {value.strip().lower(), *(host.partition(".")[0] for host in hosts(name, value) if "." in host)}
            for target in {*(by_name[each] for each in first if each in by_name), *filter(None, [said_at.get(place)])}:
                yield Need(group, target, SETTING, f"`{name}` names it" if name else "its command names it", place)

    def _own(self, reads: dict[str, set[str]]) -> Iterator[tuple[str, str, str, Location]]:
        told = [
            (group.name, *entry) for group in self._groups for workload in group.workloads for entry in self._values(workload)
        ]
        sharing: dict[Location, set[str]] = {}
        for group, _, _, place in told:
            sharing.setdefault(place, set()).add(group)
        for group, name, value, place in told:
            if len(sharing[place]) == 1 or group not in reads or name in reads[group]:
                yield group, name, value, place

    def allowed(self) -> Iterator[Need]:
        """Whom a network policy lets in."""
        for rule in self._known.of(NetworkRule):
            governed = [group for group in self._groups if self._is_meant(rule.selector, group)]
            callers = [group for peer in rule.allows_from for group in self._groups if self._is_meant(peer, group)]
            for target in governed:
                for caller in callers:
                    yield Need(caller.name, target.name, NETWORK, f"the network policy {rule.name} lets it in", rule.location)

    def _named(self, name: str, value: str) -> Iterator[str]:
        for host in hosts(name, value):
            yield from dict.fromkeys(target for known, target in self._hosts if means(host, known, self._namespaces))

    def _values(self, workload: Workload) -> Iterator[tuple[str, str, Location]]:
        for container in workload.containers:
            for variable in container.variables:
                if variable.value is not None:
                    yield variable.name, variable.value, variable.location
                elif variable.source is not None and variable.source[0] == "configmap":
                    _, config, entry = variable.source
                    entries = (each for each in self._entries(config, workload) if each[0] == entry)
                    yield from ((variable.name, value, place) for _, value, place in entries)
            for imported in container.imports:
                kind, config = imported.value
                if kind == "configmap":
                    yield from self._entries(config, workload)
            yield from ((*_option(word), container.location) for word in container.command)

    def _entries(self, config: str, workload: Workload) -> Iterator[tuple[str, str, Location]]:
        named = [each for each in self._configs if each.name == config]
        here = [each for each in named if each.environment == workload.environment] or named
        for each in here:
            yield from ((name, stated.value, stated.location) for name, stated in each.keys)

    def _is_meant(self, selector: tuple[tuple[str, str], ...], group: Group) -> bool:
        return any(picks(selector, member.workload) for member in group.members)


def clients(known: Known, folders: Folders, stores: Iterable[Datastore]) -> Iterator[Need]:
    """Which services' code speaks to the one datastore of an engine."""
    by_engine: dict[str, list[Datastore]] = {}
    for store in stores:
        by_engine.setdefault(store.engine, []).append(store)
    for used in known.of(ProductUsed):
        engine = engines.of_product(used.product) if used.kind in ("datastore", "queue") else None
        if engine is None:
            continue
        others = [store for name in engines.speaking(engine.name) for store in by_engine.get(name, ())]
        found = by_engine.get(engine.name) or others
        if len(found) == 1:
            for service in folders.services_of(used.location.path):
                yield Need(service, found[0].name, CODE, f"its code uses {used.package}", used.location)


def attached(services: tuple[Service, ...], stores: Iterable[Datastore]) -> Iterator[Need]:
    """Every process of a Heroku app is given the addresses of its add-ons."""
    for store in stores:
        for service in services:
            if store.platform == "heroku" == service.platform and service.kind != "release-task":
                yield Need(service.name, store.name, ATTACHED, "the add-on is attached to its app", store.locations[0])


def linked(known: Known, groups: tuple[Group, ...], stores: tuple[Datastore, ...]) -> Iterator[Need]:
    """The datastores of a cloud that the definition of a workload refers to by their names or their addresses."""
    running = {group.name for group in groups}
    made = [store for store in stores if store.name not in running]
    by_name = {key(name): store.name for store in made for name in (store.name, *(each.workload for each in store.placements))}
    by_name |= {key(each.name): by_name[key(each.address)] for each in known.of(Resource) if key(each.address) in by_name}
    for group in groups:
        for workload in group.workloads:
            for stated in workload.depends_on:
                target = by_name.get(key(stated.value))
                if target is not None:
                    yield Need(group.name, target, SETTING, "its definition refers to it", stated.location)


def releases(services: tuple[Service, ...], groups: Iterable[Group]) -> Iterator[Need]:
    """The task that must end before a service of the same image or folder starts."""
    commands = {group.name: container.command for group in groups if (container := main_container(group.workloads[0]))}
    for task in services:
        if task.kind != "release-task":
            continue
        does = "its migrations run first" if changes_database(task.name, commands.get(task.name, ())) else "it is released first"
        for service in services:
            if service.kind in ("web", "api", "worker") and _belong_together(task, service):
                yield Need(service.name, task.name, RELEASED, does, task.locations[0])


def _option(word: str) -> tuple[str, str]:
    """An argument of a command as a name and a value: `--cache-server=tcp://cache:6379`; without a name, its address alone."""
    name, equals, value = word.partition("=")
    return (name.lstrip("-"), value) if equals and word.startswith("-") and "://" not in name else ("", word)


def _belong_together(task: Service, service: Service) -> bool:
    if task.platform != service.platform:
        return False
    if task.folder is not None and service.folder is not None:
        return task.folder == service.folder
    if task.image is not None and service.image is not None:
        return task.image.value == service.image.value
    return False
