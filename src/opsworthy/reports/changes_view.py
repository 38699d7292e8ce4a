"""`opsworthy.changes/1`: what changed in how a system runs, as it is published."""

from opsworthy.reports.operations_view import places
from opsworthy.reports.system_schema import PlaceView
from opsworthy.system.comparison import Change
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated

SCHEMA = "opsworthy.changes/1"


@dataclass(frozen=True)
class SaidView:
    value: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class ChangeView:
    """`before` is null for what is new, `after` for what is gone; `attribute` is null where the whole thing came or went."""

    kind: str
    name: str
    attribute: str | None
    before: SaidView | None
    after: SaidView | None


@dataclass(frozen=True)
class ChangesView:
    """The whole answer of `opsworthy survey --diff REV --format json`."""

    schema: str
    name: str
    before: str
    after: str
    changes: list[ChangeView]


def changes_view(name: str, before: str, after: str, changes: tuple[Change, ...]) -> ChangesView:
    """`before` and `after` name what was compared: revisions, or the files in the folder."""
    return ChangesView(SCHEMA, name, before, after, [_change(each) for each in changes])


def _change(each: Change) -> ChangeView:
    return ChangeView(each.kind, each.name, each.attribute or None, _said(each.before), _said(each.after))


def _said(told: Stated[str] | None) -> SaidView | None:
    return None if told is None else SaidView(told.value, places((told.location,)))
