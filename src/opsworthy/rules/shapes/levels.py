"""The levels of an escalation: who is called, how that one is reached, and when."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage, Row, reading
from opsworthy.rules.shapes.substance import weight
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_TIME = regex(
    r"\b(?:sev(?:erity)?[- ]?\d|p[0-4]|s[0-4]|critical|immediate\w*|at once|first|initial\w*"
    r"|always|any time|24/7|primary|after|within|no (?:answer|response)|unresolved|not resolved"
    r"|business hours|office hours|\d+\s*\+?\s*(?:min\w*|m|h|hours?|days?)\b)",
    re.IGNORECASE,
)
_COLUMNS = {
    "role": regex(r"\b(?:who|role|name|person|team|contact name|responsib\w*|owner|escalate to|engineer)\b", re.IGNORECASE),
    "way": regex(r"\b(?:how|contact(?! name)|channel|phone|method|reach\w*|e-?mail|slack|pager\w*|address)\b", re.IGNORECASE),
    "time": regex(r"\b(?:when|after|time\w*|within|trigger|condition|severity|response|sla|wait)\b", re.IGNORECASE),
}
SAID = {"role": "who is called", "way": "how to reach them", "time": "when"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `lacks` are the aspects that it owes and does not state, in words; `again` where it calls the same
    people in the same way as all the others."""

    name: str
    location: Location
    lacks: tuple[str, ...]
    again: bool = False


def levels(document: Document) -> tuple[Level, ...]:
    """The levels of every table and list of an escalation, in order."""
    found: dict[int, Level] = {}
    for passage in reading(document).whole.about("escalation"):
        if not passage.row:
            for level in (*_of_rows(passage), *_of_items(passage)):
                found.setdefault(level.location.line, level)
    return tuple(found[line] for line in sorted(found))


def _circling(rows: list[Row]) -> bool:
    """Whether every level, of those that are counted and not severities, calls the same people in the same way."""
    called = {tuple(" ".join(_cells(row, _COLUMNS[aspect])).lower() for aspect in ("role", "way")) for row in rows}
    return len(rows) > 1 and len(called) == 1 and all(_COUNTED.fullmatch(row.cells[0].strip(" *")) for row in rows if row.cells)


_COUNTED = regex(r"(?:level|tier|step|l|t)?\s*#?\d", re.IGNORECASE)


def _of_rows(passage: Passage) -> Iterator[Level]:
    """Rows of a table that has a column for who or how, and one for when."""
    circling = _circling([row for row in passage.rows if len(row.header) >= 3])
    for at, row in enumerate(passage.rows):
        held = {aspect: _cells(row, pattern) for aspect, pattern in _COLUMNS.items()}
        if held["time"] and (held["role"] or held["way"]) and len(row.header) >= 3:
            lacks = tuple(SAID[aspect] for aspect, cells in held.items() if cells and not _filled(cells))
            name = f"level {row.cells[0].strip(' *')}" if circling else _name(row)
            yield Level(name, row.location, lacks, circling and at > 0)


def _cells(row: Row, pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(cell for name, cell in zip(row.header, row.cells, strict=False) if pattern.search(name))


def _filled(cells: tuple[str, ...]) -> bool:
    text = " ".join(cells).strip(" -–—?.")
    return bool(text) and not re.fullmatch(r"(?i)tbd|todo|n/?a|unknown|none|\?+", text)


def _name(row: Row) -> str:
    return next((cell for cell in row.cells if marks.count_words(cell)), row.cells[0] if row.cells else "this level")


def _of_items(passage: Passage) -> Iterator[Level]:
    """Items of a list in which all, or all but one, can be reached, and at least half say when."""
    fenced = {at for each in passage.fences for at in range(each.location.line, each.location.end_line + 1)}
    lines = [(at, line) for at, line in passage.lines if at > passage.first and at not in fenced and _NUMBERED.match(line)]
    reached = [bool(marks.has_contact(line)) for _, line in lines] if len(lines) > 1 else []
    if not reached or sum(reached) < len(lines) - 1:
        return
    timed = [bool(_TIME.search(line) or marks.has_condition(line)) for _, line in lines]
    if sum(timed) * 2 < len(lines):
        return
    for (at, line), way, time in zip(lines, reached, timed, strict=True):
        who = weight("called", _LINK.sub(" ", marks.without_contact(_LINK.sub(" ", line)))) > 0
        shown = {"role": who, "way": way, "time": time}
        place = Location(passage.location.path, at)
        yield Level(_named(line), place, tuple(SAID[each] for each, there in shown.items() if not there))


def _named(line: str) -> str:
    """What a level is called: what stands before its first colon or comma."""
    text = _NUMBERED.sub("", line, count=1).strip(" *_`")
    return (re.split(r"[:,;]| [-–—] ", text, maxsplit=1)[0].strip(" *_`") or text)[:60]


# An item of a list, or a line that begins with the number of its level: `1: +44 …, at once`.
_NUMBERED = regex(r"\s*(?:[-*+]\s+|(?:level\s*)?\d{1,2}(?:[.)]\s+|\s*[:,–-]))", re.IGNORECASE)
_LINK = regex(r"https?://[^\s)>]+")


def stated_when(passage: Passage) -> Location | None:
    """When the next one is called: after a time, at a severity, or on a condition, in words of its own."""
    for at, line in passage.lines:
        if at > passage.first and (_URGENT.search(line) or (marks.has_condition(line) and marks.count_words(line) >= 4)):
            return Location(passage.location.path, at)
    first = passage.reading.line(passage.first)
    return passage.location if not passage.section and _URGENT.search(first) else None


_URGENT = regex(
    r"\b(?:sev(?:erity)?[- ]?\d|p[0-4]|priority \d|critical|immediate\w*|at once"
    r"|after \d|within \d|not resolved"
    r"|no (?:answer|response)|unresolved"
    r"|business hours|office hours|24/7|\d+\s*\+?\s*(?:min\w*|h|hours?)\b|level \d|l[1-3]|tier \d)\b",
    re.IGNORECASE,
)
