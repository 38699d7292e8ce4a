"""What serves each clause of a bar, held against a list of clauses that must be served."""

from collections.abc import Iterable

from opsworthy.rules.bar import Clause, Service
from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """One clause and what serves it, rules first. `clause` is None where the bar does not know the id."""

    id: str
    clause: Clause | None
    services: tuple[Service, ...]

    @property
    def mechanical(self) -> bool:
        """Whether a rule judges it."""
        return any(each.way == "rule" for each in self.services)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses that were asked about, in that order."""

    rows: tuple[Served, ...]

    @property
    def unknown(self) -> tuple[Served, ...]:
        return tuple(each for each in self.rows if each.clause is None)

    @property
    def gaps(self) -> tuple[Served, ...]:
        """Clauses of the bar that nothing serves."""
        return tuple(each for each in self.rows if each.clause is not None and not each.services)

    @property
    def judged(self) -> tuple[Served, ...]:
        """Clauses of checklists and lists of mistakes."""
        return tuple(each for each in self.rows if each.clause is not None and each.clause.judged)

    @property
    def share(self) -> float:
        """The share of those that a rule judges, from 0 to 1."""
        return sum(each.mechanical for each in self.judged) / len(self.judged) if self.judged else 1.0


def covered(ids: Iterable[str], bar: Iterable[Clause], rules: Iterable[Rule]) -> Coverage:
    """Looks each id up. A rule that only asks whether a person reviewed something serves as a review."""
    known = {clause.id: clause for clause in bar}
    by_clause: dict[str, list[Service]] = {}
    for rule in rules:
        way = "review" if rule.family == "review" else "rule"
        for named in rule.clauses:
            by_clause.setdefault(named, []).append(Service(way, f"{rule.id} {rule.name}"))
    rows = []
    for each in ids:
        clause = known.get(each)
        told = (*by_clause.get(each, ()), *clause.served) if clause else ()
        rows.append(Served(each, clause, tuple(told)))
    return Coverage(tuple(rows))
