"""The bar: its clauses in our own words, whom each is for, and what serves it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from opsworthy.rules.rule import Rule
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass

WAYS = ("rule", "writer", "rehearsal", "review", "record")


@dataclass(frozen=True, slots=True)
class Service:
    """One thing that serves a clause: `way` is one of WAYS, `what` names it."""

    way: str
    what: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the quality bar: `group` is the heading that it stands under there, `text` what it asks. `judged` where it
    belongs to a checklist or a list of mistakes; `tier` is the highest tier that still owes it; `served` what besides rules
    serves it; `origin` the file and line of one that an organisation added."""

    id: str
    group: str
    text: str
    judged: bool = False
    profiles: tuple[str, ...] = ()
    tier: int = 3
    served: tuple[Service, ...] = ()
    origin: str = ""


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the order of the bar."""
    data = data_of("opsworthy.rules", "bar.toml")
    found = [clause for group in data["group"] for clause in _group(group, data["served"])]
    order = list(dict.fromkeys(clause.id.partition("-")[0] for clause in found))
    return tuple(sorted(found, key=lambda each: (order.index(each.id.partition("-")[0]), each.id)))


def _group(group: dict[str, object], served: dict[str, list[str]]) -> Iterator[Clause]:
    match group:
        case {"prefix": str(prefix), "name": str(name), "profiles": [*profiles], "clauses": dict(texts)}:
            for number, text in texts.items():
                told = tuple(service(each) for each in served.get(f"{prefix}-{number}", ()))
                named, tier = tuple(str(each) for each in profiles), group.get("tier", 3)
                judged, owed = group.get("judged") is True, tier if isinstance(tier, int) else 3
                yield Clause(f"{prefix}-{number}", name, text, judged, named, owed, told)
        case _:
            raise ValueError("bar.toml: a group needs prefix, name, profiles and clauses")


def service(told: str) -> Service:
    """Reads `review: who records what`. Raises ValueError where it names none of WAYS."""
    way, colon, what = told.partition(":")
    if not colon or way not in WAYS[1:] or not what.strip():
        raise ValueError(f"{told[:60]!r} does not begin with one of {', '.join(f'{each}:' for each in WAYS[1:])}")
    return Service(way, what.strip())


def coverage(rules: Iterable[Rule], bar: Iterable[Clause] | None = None) -> Mapping[Clause, tuple[Rule, ...]]:
    """The rules that serve each clause; an empty tuple where no rule serves one yet."""
    every = tuple(rules)
    return {clause: tuple(rule for rule in every if clause.id in rule.clauses) for clause in (clauses() if bar is None else bar)}
