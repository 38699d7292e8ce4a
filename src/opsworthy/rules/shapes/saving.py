"""Ways to pay less, as a cost plan lists them: rows of a table, items of a list, or parts with a heading of their own."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from opsworthy.documents.document import Paragraph
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import Finder
from opsworthy.rules.shapes.reading import Passage, Row
from opsworthy.rules.shapes.subject import means
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_TITLE = regex(r"[^:;.(—–]{3,80}")
_GIVEN_UP = regex(r"\W*(?:risks?|downsides?|drawbacks?|cons|limitations?|trade-?offs?)\b", re.IGNORECASE)
_SIZE = (
    r"(?:(?<![\d.])\d[\d.]{0,8}\s?(?:v?CPUs?|v?cores?|[MG]i?B|nodes?|replicas?|instances?)"
    r"|(?:[a-z]{1,3}\.)?[a-z]\d\w*\.\w+|Standard_\w+)"
)
_RESIZED = regex(rf"{_SIZE}[`* ]{{0,4}}(?:→|->|=>|to|instead of|rather than)[`* ]{{0,4}}(?:{_SIZE}|\d)", re.IGNORECASE)
_TRADE_OFF = regex(r"\btrade-?\s?offs?\b\W{0,6}([^.;|]{1,200})", re.IGNORECASE)
PRIORITY = regex(r"\bpriority\b\W{0,6}(\w[\w -]{1,60})", re.IGNORECASE)
_FIGURE = regex(r"[1-9]|\b(?:half|halve|third|quarter|twice|double|nothing|free)\w*", re.IGNORECASE)
# A number that only counts what it stands behind.
_COUNTED = regex(r"\b(?:items?|components?|parts?|positions?|lines?|steps?) \d+", re.IGNORECASE)
_ATTRIBUTE = regex(
    r"\W*(?:savings?|benefits?|risks?|efforts?|impacts?|trade-?offs?|priority|costs?|effects?|actions?|how|why|current|recommend\w*"
    r"|implement\w*|result|note|example)\b",
    re.IGNORECASE,
)
_SPARES = regex(r"\b(?:reduc|spare|avoid|fewer|lower|cuts?\b)\w*\s+\w+", re.IGNORECASE)
_SUM = regex(r"\b(?:sub-?)?totals?\b|\bsum\b", re.IGNORECASE)
_FEW = 3
_NONE = regex(r"\W*(?:none|no|n/?a|nothing|tbd|-|–|—)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saving:
    """One way: `title` what it is called, `text` all that is said of it, `row` where it stands in a table."""

    title: str
    text: str
    location: Location
    row: Row | None = None

    def of(self, subject: str, told: re.Pattern[str]) -> str:
        """What it says of a subject: in the column of that name, or after the word; empty where it says nothing."""
        cell = self.row.cell(subject) if self.row else ""
        found = told.search(self.text)
        said = cell or (found.group(1) if found else "")
        return "" if _NONE.match(said) else said.strip()


@lru_cache(maxsize=16)
def savings(region: Passage) -> tuple[Saving, ...]:
    """All that a passage lists, in the order of the text."""
    found = [*_of_rows(region), *_of_items(region), *_of_parts(region)]
    return tuple(sorted(found, key=lambda each: each.location))


def _of_rows(region: Passage) -> Iterator[Saving]:
    for row in region.rows:
        named = next((cell for cell in row.cells if marks.count_words(cell) >= 1), "")
        if named:
            yield Saving(_title(named), " | ".join(row.cells), row.location, row)


def _of_items(region: Passage) -> Iterator[Saving]:
    for item in region.paragraphs:
        if item.in_list or _led_in(item):
            yield Saving(item.label or _title(item.text), item.text, item.location)


def _led_in(item: Paragraph) -> bool:
    """Whether a paragraph is called by its own lead-in, as items of a list are: `**Right-sizing**: …`."""
    return (
        bool(item.label)
        and marks.count_words(item.text) > marks.count_words(item.label) + _FEW
        and not _ATTRIBUTE.match(item.label)
    )


def _with_below(region: Passage, item: Paragraph) -> str:
    """The text of an item with that of the items right below it."""
    told = [item.text]
    after = (each for each in region.paragraphs if each.location > item.location)
    for each in after:
        if not each.in_list or each.location.column <= item.location.column:
            break
        told.append(each.text)
    return "\n".join(told)


def _of_parts(region: Passage) -> Iterator[Saving]:
    for part in region.parts():
        yield Saving(part.title, "\n".join(line for _, line in part.lines[1:]), part.location)


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[0] if found else text[:80]


def saving(subject: str, told: Finder, test: Callable[[str], bool]) -> Finder:
    """A way that is called after the subject, and of which enough is said: in a part of its own by `told`, in a list or a
    table by `test` of its text."""

    def find(passage: Passage) -> Location | None:
        if means(passage.title, subject):
            return told(passage)
        return next((each.location for each in savings(passage) if means(each.title, subject) and test(each.text)), None)

    return find


def within(subject: str, told: Finder) -> Finder:
    """What a finder finds in a part that is called after the subject, and nowhere else."""
    return lambda passage: told(passage) if means(passage.title, subject) else None


def resized(passage: Passage) -> Location | None:
    """A way that names a size and a smaller one: `t3.micro → t3.nano`, 1 vCore instead of 2."""
    told = (each.location for each in savings(passage) if _RESIZED.search(each.text))
    return next(told, None)


def traded(passage: Passage) -> Location | None:
    """A way with what is given up for it, in two words or more."""
    told = (each for each in savings(passage) if marks.count_words(each.of("tradeoffs", _TRADE_OFF)) >= 2)
    named = (each for each in passage.paragraphs if each.in_list and _GIVEN_UP.match(each.label))
    risks = (each for each in named if marks.count_words(each.text) - marks.count_words(each.label) >= 2)
    return next((each.location for each in told), None) or next((each.location for each in risks), None)


def prioritised(passage: Passage) -> Location | None:
    """A way with its priority; where three or more have one and the same, it ranks nothing."""
    told = [(each.of("priority", PRIORITY).lower(), each.location) for each in savings(passage)]
    given = [(priority, place) for priority, place in told if priority]
    return given[0][1] if given and (len(given) < _FEW or len({priority for priority, _ in given}) > 1) else None


def spared(passage: Passage) -> Location | None:
    """A way with what it would save: a number in it, or in the part of its own."""
    return next((each.location for each in savings(passage) if _FIGURE.search(_COUNTED.sub(" ", each.text))), None)


def gaps(region: Passage, names: Callable[[str], bool], told: re.Pattern[str]) -> Iterator[Saving]:
    """The ways that leave a column blank which their table has, and the items of a list that do not say what at least two others
    of it say. `names` knows the column, `told` finds the words."""
    for each in savings(region):
        pairs = zip(each.row.header, each.row.cells, strict=False) if each.row else ()
        cells = [cell for name, cell in pairs if names(name)]
        if cells and all(not cell.strip() or _NONE.match(cell) for cell in cells) and not _SUM.search(each.title):
            yield each
    lists: dict[tuple[int, int], list[Paragraph]] = {}
    for item in region.paragraphs:
        if item.in_list and marks.count_words(item.text) >= 3:
            above = max((head.first for head in region.reading.headed if head.first <= item.location.line), default=0)
            lists.setdefault((above, item.location.column), []).append(item)
    for alike in lists.values():
        silent = [each for each in alike if not told.search(each.text)]
        if any(_ATTRIBUTE.match(each.label) for each in alike):
            continue  # What is said of one way, item by item.
        if len(alike) >= 2 * len(silent) + 2 and not any(_FIGURE.search(each.text) for each in silent):
            yield from (Saving(each.label or _title(each.text), each.text, each.location) for each in silent)


def considered(text: str) -> bool:
    """Whether a text says of a way what it would spare, or when: by a number, a condition or a reason."""
    told = reckoned(text) or _SPARES.search(text) or marks.says("connectives", text) or marks.has_condition(text)
    return marks.count_words(text) >= 5 and bool(told)


def reckoned(text: str) -> bool:
    """Whether a text says something with a number that is not nothing."""
    return marks.count_words(text) >= 4 and re.search(r"[1-9]", text) is not None
