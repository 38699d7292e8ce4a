"""Where a bill is looked at, by what it is told apart, and what the people behind it cost."""

import re
from collections.abc import Callable

from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location

_PAGE = re.compile(r"dashboard|billing|cost|usage|budget|invoice|spend", re.IGNORECASE)
_BY = re.compile(
    r"\bby (?:component|environment|team|service|product|project|account|tag|label|cost cent(?:er|re))s?\b|--group-by\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:maintenance|upkeep|development|engineers?|maintainers?|volunteers?|operations)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|half an?)\s+(?:hours?|days?)\b", re.IGNORECASE)
_LEAST = 6


def billing_page(passage: Passage) -> Location | None:
    """An address on the web whose words or own text say that costs are looked at there."""
    pages = (each for each in passage.links if each.target.lower().startswith(("http://", "https://")))
    return next((each.location for each in pages if _PAGE.search(f"{each.target} {each.text}")), None)


def told_apart(passage: Passage) -> Location | None:
    """A statement by what the costs are told apart, with how; or a table with the tag, label or account of each part."""
    rows = [row.location for row in passage.rows if row.cell("cost-label").strip(" -–—")]
    return (
        rows[0]
        if len(rows) >= 2
        else _line(passage, lambda line: _BY.search(line) is not None and ("`" in line or marks.count_words(line) >= _LEAST))
    )


def hours_told(passage: Passage) -> Location | None:
    """The hours that people spend on it."""
    return _line(passage, lambda line: _PEOPLE.search(line) is not None and _HOURS.search(line) is not None)


def _line(passage: Passage, test: Callable[[str], bool]) -> Location | None:
    fenced = [(each.location.line, each.location.end_line) for each in passage.fences]
    for at, line in passage.lines:
        if test(line) and not any(first <= at <= last for first, last in fenced):
            return Location(passage.location.path, at)
    return None
