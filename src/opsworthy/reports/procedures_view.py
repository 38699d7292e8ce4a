"""`opsworthy.procedures/1`: which parts of a system have a procedure, as it is published."""

from collections.abc import Sequence

from opsworthy.rules.shapes.tending.thing import Tended
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

SCHEMA = "opsworthy.procedures/1"


@dataclass(frozen=True)
class PlaceView:
    path: str
    line: int


@dataclass(frozen=True)
class ThingView:
    """`kind` is workload, datastore, secret, alert, job or migration; `procedure` is the first step that sees to it, null where
    there is none, and `does` its command or, for an alert, the title of its response."""

    kind: str
    name: str
    covered: bool
    location: PlaceView
    procedure: PlaceView | None
    does: str


@dataclass(frozen=True)
class KindView:
    """`percent` is 100 where there is nothing of the kind."""

    kind: str
    total: int
    covered: int
    percent: float


@dataclass(frozen=True)
class ProceduresView:
    """The whole answer of `opsworthy coverage --format json`."""

    schema: str
    name: str
    total: int
    covered: int
    percent: float
    kinds: list[KindView]
    things: list[ThingView]
    documents: list[str]


def procedures_view(name: str, kinds: Sequence[str], rows: Sequence[Tended], documents: Sequence[str]) -> ProceduresView:
    """The published shape of a coverage."""
    by_kind = [_kind(kind, [each for each in rows if each.thing.kind == kind]) for kind in kinds]
    whole = _kind("all", rows)
    return ProceduresView(
        SCHEMA, name, whole.total, whole.covered, whole.percent, by_kind, [_thing(each) for each in rows], list(documents)
    )


def _kind(kind: str, rows: Sequence[Tended]) -> KindView:
    covered = sum(each.by is not None for each in rows)
    return KindView(kind, len(rows), covered, percent(covered, len(rows)))


def percent(covered: int, total: int) -> float:
    """Rounded down to a tenth, so that 100 means all."""
    return int(1000 * covered / total) / 10 if total else 100.0


def _thing(row: Tended) -> ThingView:
    thing = row.thing
    procedure = _place(row.by) if row.by else None
    return ThingView(thing.kind, thing.name, row.by is not None, _place(thing.location), procedure, row.how)


def _place(location: Location) -> PlaceView:
    return PlaceView(location.path, location.line)
