"""A table with certain columns, filled."""

from opsworthy.documents.document import Table
from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.location import Location
from opsworthy.text.strict import Refused, Strict

_EMPTY = frozenset({"", "-", "–", "—", "?", "n/a", "tbd", "todo", "..."})


def make(table: Strict) -> Test:
    columns, least = table.words("columns"), table.number("rows", 1, 1000) or 1
    if not columns:
        raise Refused(table.place("columns"), f"{table.where} needs `columns`: the names that the heads of the table contain.")

    def test(look: Look) -> Answer:
        answers = [_answer(each, columns, least, look.named) for each in _tables(look)]
        held = next((each for each in answers if isinstance(each, Location)), None)
        named = ", ".join(columns)
        return held or next(iter(answers), Fault(f"{look.named} holds no table with the columns {named}"))

    return test


def _tables(look: Look) -> list[Table]:
    inside = [table for section in look.passage.reading.sections for table in section.tables]
    return sorted((each for each in inside if each.location.line in look.passage), key=lambda each: each.location)


def _answer(table: Table, columns: tuple[str, ...], least: int, named: str) -> Answer:
    places = {name: table.column(name.lower()) for name in columns}
    missing = [name for name, at in places.items() if at is None]
    if missing:
        return Fault(f"{named}: the table has no column {' and no column '.join(missing)}", table.location)
    for cells, where in table.rows:
        empty = [
            name for name, at in places.items() if at is not None and (at >= len(cells) or cells[at].strip().lower() in _EMPTY)
        ]
        if empty:
            return Fault(f"{named}: this row says nothing under {' and '.join(empty)}", where)
    if len(table.rows) < least:
        return Fault(f"{named}: the table has {len(table.rows)} of at least {least} rows", table.location)
    return table.location


MECHANISM = Mechanism(
    "table",
    "A table with certain columns, none of them empty in any row.",
    {"columns": "words that the heads of its columns contain", "rows": "how many rows at least; 1 by default"},
    make,
)
