"""`opsworthy.coverage/1`: what serves each clause of the bar, as it is published."""

from opsworthy.rules.covering import Coverage, Served
from opsworthy.text.dataclass import dataclass

SCHEMA = "opsworthy.coverage/1"


@dataclass(frozen=True)
class ServiceView:
    """`way` is rule, writer, rehearsal, review or record; only a rule is mechanical."""

    way: str
    what: str
    mechanical: bool


@dataclass(frozen=True)
class ClauseView:
    """`state` is served, gap (nothing serves it) or unknown (the bar has no such clause)."""

    id: str
    group: str
    text: str
    state: str
    judged: bool
    profiles: list[str]
    tier: int | None
    served: list[ServiceView]


@dataclass(frozen=True)
class TotalsView:
    """`judged` counts the clauses of checklists and lists of mistakes, `mechanical` those of them that a rule judges, and `share`
    is their share, from 0 to 1."""

    clauses: int
    gaps: int
    unknown: int
    judged: int
    mechanical: int
    share: float


@dataclass(frozen=True)
class CoverageView:
    """The whole answer of `opsworthy bar coverage --format json`."""

    schema: str
    clauses: list[ClauseView]
    summary: TotalsView


def view(coverage: Coverage) -> CoverageView:
    """The published shape of a coverage."""
    judged = coverage.judged
    totals = TotalsView(
        len(coverage.rows), len(coverage.gaps), len(coverage.unknown), len(judged), sum(each.mechanical for each in judged),
        round(coverage.share, 4),
    )  # fmt: skip
    return CoverageView(SCHEMA, [_clause(each) for each in coverage.rows], totals)


def _clause(row: Served) -> ClauseView:
    clause = row.clause
    return ClauseView(
        id=row.id,
        group=clause.group if clause else "",
        text=clause.text if clause else "",
        state="unknown" if clause is None else "served" if row.services else "gap",
        judged=clause.judged if clause else False,
        profiles=list(clause.profiles) if clause else [],
        tier=clause.tier if clause else None,
        served=[ServiceView(each.way, each.what, each.way == "rule") for each in row.services],
    )
