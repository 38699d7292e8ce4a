"""Calls that a table of marks names, in any language: the table gives patterns, the tree says what stands there."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.facts.code.calls.calling import Call, calls_at
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_LONGEST = 3000


@dataclass(frozen=True)
class Mark:
    """One entry: patterns for the name, the receiver and the arguments; without one of its hints a text need not be parsed;
    `said` holds the rest of the entry."""

    name: re.Pattern[str]
    hints: tuple[str, ...]
    on: re.Pattern[str]
    holds: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    said: dict[str, str | int]


@dataclass(frozen=True)
class Table:
    """The entries of one language, and what a search of the bytes looks for."""

    marks: tuple[Mark, ...]
    words: re.Pattern[bytes]

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds the words of any entry: a search for plain words, which costs next to nothing."""
        return any(_may_hold(mark, text) for mark in self.marks)


def _may_hold(mark: Mark, text: str) -> bool:
    return any(hint in text for hint in mark.hints) and (mark.needs is None or mark.needs.search(text) is not None)


@cache
def table(name: str, language: str) -> Table | None:
    """The entries for a language in `marks/<name>.toml`."""
    data = data_of("opsworthy.facts", "marks", f"{name}.toml").get(language)
    if not data:
        return None
    marks = tuple(
        Mark(
            regex(each["name"]),
            tuple(each.get("hints", each["name"].split("|"))),
            regex(each.get("on", ".*"), re.DOTALL),
            regex(each["holds"]) if "holds" in each else None,
            regex(each["needs"]) if "needs" in each else None,
            {key: value for key, value in each.items() if key not in ("name", "on", "holds", "needs", "hints")},
        )
        for each in data
    )
    words = rf"(?<!\w)(?:{'|'.join(each['name'] for each in data)})(?!\w)"
    return Table(marks, regex(words.encode()))


def marked_calls(code: Code, held: Table) -> Iterator[tuple[Call, Mark]]:
    """The calls of one file that the table names, each with the first entry that fits."""
    for call in calls_at(code, held.words):
        fitting = next((mark for mark in held.marks if _fits(code, call, mark)), None)
        if fitting is not None:
            yield call, fitting


def _fits(code: Code, call: Call, mark: Mark) -> bool:
    if not mark.name.fullmatch(call.name.rpartition(".")[2].rpartition("::")[2]) or not mark.on.fullmatch(call.on[:_LONGEST]):
        return False
    if mark.needs is not None and not mark.needs.search(code.source.text):
        return False
    return mark.holds is None or any(mark.holds.search(written(each.value)[:_LONGEST]) for each in call.arguments)
