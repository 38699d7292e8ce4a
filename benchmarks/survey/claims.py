"""What the facts of a repository and the model made of them claim of their places."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.facts.workloads import Port, Probe
from opsworthy.text.location import Location, Stated, Unknown

Value = str | int


class NoRule(LookupError):
    """A type that points to lines and of which the table does not say what they must hold."""


class Rule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What must stand at the place of one type of fact, or at the other places that its attributes `at` tell."""

    all: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    file: tuple[str, ...] = ()


class Rules(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The content of claims.toml, which says what each part means."""

    absence: frozenset[str]
    existing: frozenset[str]
    defaults: dict[str, tuple[str | int, ...]]
    by_product: frozenset[str]
    by_reference: frozenset[str]
    by_address: frozenset[str]
    by_last_word: frozenset[str]
    by_count: frozenset[str]
    conventions: dict[str, dict[str, tuple[str, ...]]]
    by_path: frozenset[str]
    facts: dict[str, Rule]
    model: dict[str, Rule]


@dataclass(frozen=True)
class Claim:
    """One of `values` stands at one of `places`; `kind` is the fact's type and attribute. No values: the places exist, and
    there is at least one."""

    kind: str
    values: tuple[Value, ...]
    places: tuple[Location, ...]


@cache
def rules() -> Rules:
    return msgspec.toml.decode((Path(__file__).parent / "claims.toml").read_bytes(), type=Rules)


@dataclass(frozen=True)
class Around:
    """What stands around a thing: what the ports beside it are called by number, and where each name around it stands. A
    container that bears its workload's name, or a probe that asks a named port, need not say it again."""

    ports: dict[str, tuple[str, ...]]
    names: dict[str, tuple[Location, ...]]

    def with_(self, thing: object, places: tuple[Location, ...]) -> "Around":
        ports, names = self.ports, self.names
        inner = (port for container in getattr(thing, "containers", ()) for port in container.ports)
        for port in (*getattr(thing, "ports", ()), *inner):
            if isinstance(port, Port) and port.name and port.name not in ports.get(str(port.number), ()):
                ports = {**ports, str(port.number): (*ports.get(str(port.number), ()), port.name)}
        name = getattr(thing, "name", None)
        if isinstance(name, str) and places:
            names = {**names, name: (*names.get(name, ()), *places)}
        return Around(ports, names)


_NOTHING = Around({}, {})


def claims(thing: object, part: str, owner: str = "", around: Around = _NOTHING) -> Iterator[Claim]:
    """Every claim of a fact or of a model, of what is nested in it too; `part` is facts or model."""
    if isinstance(thing, Location | Unknown):
        return
    if isinstance(thing, Stated):
        yield from _stated(thing, owner)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from claims(each, part, owner, around)
    elif is_dataclass(thing) and not isinstance(thing, type):
        kind = type(thing).__name__
        yield from _own(thing, kind, part, around)
        inside = around.with_(thing, _places(thing) or ())
        for each in fields(thing):
            yield from claims(getattr(thing, each.name), part, f"{kind}.{each.name}", inside)


def _stated(stated: Stated[object], owner: str) -> Iterator[Claim]:
    value = stated.value[-1] if isinstance(stated.value, tuple) and stated.value else stated.value
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        yield Claim(owner, (value,), (stated.location,))


def _own(thing: object, kind: str, part: str, around: Around) -> Iterator[Claim]:
    """The claims of the table; of a fact's type by the facts' rule where the model holds it. Raises NoRule."""
    places = _places(thing)
    if places is None:
        return
    table = rules()
    rule = (table.model.get(kind) if part == "model" else None) or table.facts.get(kind)
    if rule is None:
        raise NoRule(f"{kind} points to lines: say in claims.toml what they must hold")
    told = (getattr(thing, name) for name in rule.at)
    places = (*places, *(place for place in told if place is not None))
    for name in rule.all:
        if found := _values(thing, (name,)):
            yield Claim(f"{kind}.{name}", found, (*places, *around.names.get(str(found[0]), ())))
    if found := _values(thing, rule.any):
        called = around.ports.get(thing.port or "", ()) if isinstance(thing, Probe) else ()
        yield Claim(f"{kind}.{'|'.join(rule.any)}", (*found, *called), places)
    for name in rule.file:
        if getattr(thing, name) not in {place.path for place in places}:
            yield Claim(f"{kind}.{name}", (f"not in the file {getattr(thing, name)}",), places)
    yield Claim(kind, (), places)


def _places(thing: object) -> tuple[Location, ...] | None:
    """The places of a thing; None for what has none by its type."""
    location = getattr(thing, "location", None)
    if isinstance(location, Location):
        return (location,)
    locations = getattr(thing, "locations", None)
    return tuple(locations) if locations is not None else None


def _values(thing: object, names: tuple[str, ...]) -> tuple[Value, ...]:
    """The known values of these attributes; of a tuple of words any one may stand there."""
    found = [getattr(thing, name) for name in names]
    words = [word for value in found for word in (value if isinstance(value, tuple) else (value,))]
    return tuple(word for word in words if isinstance(word, str | int) and not isinstance(word, bool) and word != "")
