"""One label held against what the survey reports of its unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from benchmarks.survey.label import Datastore, Label, Service
from benchmarks.survey.reported import Reported, Running, Thing, engine, plain, provider, route

KINDS = ("deployable", "paid", "services", "ports", "health", "datastores", "environments", "secrets", "ci")


@dataclass(frozen=True)
class Error:
    """Something wrong (reported, not labelled) or missed (labelled, not reported), and the place that shows it."""

    unit: str
    kind: str
    sort: str
    what: str
    place: str


@dataclass
class Outcome:
    """What was right and what was not, for one unit."""

    unit: str
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    errors: list[Error] = field(default_factory=list)

    def fits(self, kind: str, count: int = 1) -> None:
        self.right[kind] += count

    def wrong(self, kind: str, what: str, place: str) -> None:
        self.errors.append(Error(self.unit, kind, "wrong", what, place))

    def missed(self, kind: str, what: str, place: str) -> None:
        self.errors.append(Error(self.unit, kind, "missed", what, place))


class Expected(Protocol):
    """An entry of a label that is found by its name."""

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def optional(self) -> bool: ...
    @property
    def also(self) -> tuple[str, ...]: ...


class Found(Protocol):
    """A reported entry."""

    @property
    def name(self) -> str: ...
    @property
    def place(self) -> str: ...


E = TypeVar("E", bound=Expected)
F = TypeVar("F", bound=Found)


def hold(label: Label, said: Reported) -> Outcome:
    """Every fact of one unit, compared."""
    outcome = Outcome(label.name)
    _yes_or_no(outcome, "deployable", label.deployable, said.deployable)
    _yes_or_no(outcome, "paid", label.paid_resources, said.paid)
    for service, running in _by_name(outcome, "services", label.services, said.services):
        _details(outcome, service, running)
    _datastores(outcome, label.datastores, said.datastores)
    _by_name(outcome, "environments", label.environments, said.environments)
    _by_name(outcome, "secrets", label.secrets, said.secrets)
    _providers(outcome, label, said)
    return outcome


def _yes_or_no(outcome: Outcome, kind: str, expected: bool, said: bool) -> None:
    if expected == said:
        outcome.fits(kind)
    elif said:
        outcome.wrong(kind, "said yes, is no", "the whole unit")
    else:
        outcome.missed(kind, "said no, is yes", "the whole unit")


def _by_name(outcome: Outcome, kind: str, entries: Sequence[E], found: Sequence[F]) -> list[tuple[E, F | None]]:
    """Counts entries that are told apart by their names; gives every entry with the reported one that it matches."""
    left = list(found)
    matched: dict[int, F] = {}
    for names in (_own_name, _other_names):
        for index, entry in enumerate(entries):
            wanted = names(entry)
            hit = next((each for each in left if plain(each.name) in wanted), None) if index not in matched else None
            if hit is not None:
                matched[index] = hit
                left.remove(hit)
    for index, entry in enumerate(entries):
        if not entry.optional and index in matched:
            outcome.fits(kind)
        elif not entry.optional:
            outcome.missed(kind, entry.name, entry.source)
    tolerated = {name for entry in entries for name in _tolerated(entry)}
    for each in left:
        if plain(each.name) not in tolerated:
            outcome.wrong(kind, each.name, each.place)
    return [(entry, matched.get(index)) for index, entry in enumerate(entries)]


def _own_name(entry: Expected) -> frozenset[str]:
    return frozenset({plain(entry.name)})


def _other_names(entry: Expected) -> frozenset[str]:
    return frozenset(plain(name) for name in entry.also)


def _tolerated(entry: Expected) -> frozenset[str]:
    """Names under which a further entry may be reported: its other names, and all of them where it is optional."""
    return _other_names(entry) | (_own_name(entry) if entry.optional else frozenset())


def _details(outcome: Outcome, service: Service, running: Running | None) -> None:
    """Ports and health paths of one service. Those of an optional one do not count."""
    if service.optional:
        return
    said_ports = running.ports if running else frozenset()
    said_health = running.health if running else frozenset()
    place = running.place if running else service.source
    health = {route(path) for path in service.health}
    _set(outcome, "ports", service, (set(service.ports), set(service.ports_also), said_ports), place, str)
    _set(outcome, "health", service, (health, {route(path) for path in service.health_also}, said_health), place, str)


V = TypeVar("V")


def _set(
    outcome: Outcome,
    kind: str,
    service: Service,
    sets: tuple[set[V], set[V], frozenset[V]],
    place: str,
    text: Callable[[V], str],
) -> None:
    expected, tolerated, said = sets
    outcome.fits(kind, len(expected & said))
    for value in sorted(said - expected - tolerated, key=text):
        outcome.wrong(kind, f"{service.name}: {text(value)}", place)
    for value in sorted(expected - said, key=text):
        outcome.missed(kind, f"{service.name}: {text(value)}", service.source)


def _datastores(outcome: Outcome, entries: Sequence[Datastore], found: Sequence[Thing]) -> None:
    """Stores are matched one to one by engine: by name too where that can be, required ones before optional ones."""
    left = list(found)
    matched: set[int] = set()
    order = sorted(range(len(entries)), key=lambda index: entries[index].optional)
    for by_name in (True, False):
        for index in order:
            hit = None if index in matched else _store(entries[index], left, by_name)
            if hit is not None:
                matched.add(index)
                left.remove(hit)
    for index, entry in enumerate(entries):
        if not entry.optional and index in matched:
            outcome.fits("datastores")
        elif not entry.optional:
            outcome.missed("datastores", f"{entry.engine} ({entry.name})", entry.source)
    for each in left:
        outcome.wrong("datastores", f"{each.word} ({each.name})", each.place)


def _store(entry: Datastore, left: Sequence[Thing], by_name: bool) -> Thing | None:
    names = _own_name(entry) | _other_names(entry)
    same = (each for each in left if each.word == engine(entry.engine))
    return next((each for each in same if not by_name or plain(each.name) in names), None)


def _providers(outcome: Outcome, label: Label, said: Reported) -> None:
    expected = {provider(each.provider): each for each in label.ci}
    found = {each.name: each for each in said.ci}
    for name, entry in expected.items():
        if not entry.optional and name in found:
            outcome.fits("ci")
        elif not entry.optional:
            outcome.missed("ci", name, entry.source)
    for name in found.keys() - expected.keys():
        outcome.wrong("ci", name, found[name].place)
