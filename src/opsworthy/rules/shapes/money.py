"""Money and the words around it: what an amount is for, ranges, levels, who may say yes."""

import re
from collections.abc import Callable
from functools import cache

from opsworthy.documents.document import Amount
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import Finder, command, content, items, shown
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.subject import means
from opsworthy.text.data import data_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ORDER = regex(
    r"\b(?:priorit\w*|rank\w*|quick(?:est)? wins?|in (?:this|that|the) order|order(?:ed)?|first|largest|biggest|easiest|cheapest"
    r"|by (?:effort|impact|savings?|roi|value))\b",
    re.IGNORECASE,
)
_FREE = regex(
    r"\b(?:free|includ\w*|credits?|covered|waived|no charge|within|self-hosted|open[- ]source|allowance|tier|because|already"
    r"|sponsor\w*)\b",
    re.IGNORECASE,
)
_WIDEST = 1000
_NOTHING = regex(r"(?<![\d.,])[$€£]?\s?0(?:[.,]0+)?\s?(?:%|percent|USD|EUR|GBP)?(?!\d|[.,]\d)", re.IGNORECASE)
_NUMBERED = regex(r"\A\s*\d{1,4}[.)]\s")
_DAY = regex(r"\b20\d\d-\d\d(?:-\d\d)?\b")
# A part of a sum that is only counted.
_NAMELESS = regex(r"\W*(?:item|component|part|position|line|thing|cost|service|resource)s?\W*(?:\d+|[a-z])?\W*", re.IGNORECASE)
_POINTS = regex(r"\W*\[[^\]\n]*\]\(#[^)\n]*\)\W*")
_LEVEL = regex(r"\d\s*%|\d\s*percent|[$€£]\s?\d|\b\d[\d,.]*\s?(?:USD|EUR|GBP)\b", re.IGNORECASE)
_TOLD = regex(r"\b(?:alert|alarm|notif|warn|mail|message|threshold|page|slack|inform)", re.IGNORECASE)


def amount_for(*subjects: str) -> Finder:
    """An amount whose own words, lead-in or heading name one of the subjects."""

    def find(passage: Passage) -> Location | None:
        stated = [each for each in passage.amounts if counts(passage, each)]
        if any(means(passage.title, subject) for subject in subjects) and stated:
            return stated[0].location
        named = (each for each in stated if any(means(f"{each.under} {each.label}", subject) for subject in subjects))
        titled = (amount for part in passage.about(*subjects) for amount in part.amounts if counts(part, amount))
        return next((each.location for each in (*named, *titled)), None)

    return find


def counts(passage: Passage, amount: Amount) -> bool:
    """Whether an amount is one: more than nothing, or nothing with a word about why."""
    return amount.high > 0 or _FREE.search(passage.reading.line(amount.location.line)) is not None


def no_third_parties(subject: Subject) -> str:
    """Why no service of others is owed; empty where the system uses a paid one, or where nothing is known of it."""
    system = subject.system
    known = bool(system.services)
    return nothing_paid(subject) or (
        "the repository uses no paid service of others" if known and not any(each.paid for each in system.third_parties) else ""
    )


def nothing_paid(subject: Subject) -> str:
    """Why no part of the estimate is owed: the plan says in a heading that all of it together costs nothing."""
    read = reading(subject.cost_plan) if subject.cost_plan else None
    titles = {each.first for each in read.headed} if read else set()
    totals = [each for each in read.amounts if each.location.line in titles and "total" in each.label.lower()] if read else []
    return "the plan says that the total is nothing" if totals and not any(each.high for each in totals) else ""


def ranged(passage: Passage) -> Location | None:
    """An amount with two ends, or a row with a column for each."""
    span = next((each.location for each in passage.amounts if _bounded(each)), None)
    columns = (row.location for row in passage.rows if _has_ends(row.header) and re.search("[1-9]", " ".join(row.cells[1:])))
    return span or next(columns, None)


def _bounded(amount: Amount) -> bool:
    """Whether an amount has two ends that say something together: one to a million does not."""
    return amount.low < amount.high and (not amount.low or amount.high <= amount.low * _WIDEST)


def _has_ends(header: tuple[str, ...]) -> bool:
    names = " ".join(header).lower()
    return ("low" in names and "high" in names) or ("min" in names and "max" in names)


def assumed(passage: Passage) -> Location | None:
    """List items, rows or sentences of some words, of which one at least has a number: “various assumptions” say nothing."""
    stated = [each for each in passage.paragraphs if marks.count_words(each.text) >= 3 and not each.label.startswith("http")]
    told = [each.location for each in stated if any(letter.isdigit() for letter in _DAY.sub("", each.text))]
    rows = [row.location for row in passage.rows if any(letter.isdigit() for letter in " ".join(row.cells))]
    return next(iter(told + rows), None)


def itemised(passage: Passage) -> Location | None:
    """Two amounts that are for different things, neither a total."""
    stated = (each for each in passage.amounts if not each.is_total and counts(passage, each))
    named = [(each.label.split(":")[0], each) for each in stated]
    own = {(name.lower(), each.under): each for name, each in named if not _NAMELESS.fullmatch(name)}
    return next(iter(own.values())).location if len(own) >= 2 else None


@cache
def _tools() -> re.Pattern[str]:
    data = data_of("opsworthy.rules.shapes", "products.toml")
    return regex(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in data['cost-tools'])})(?!\w)", re.IGNORECASE)


def tool_named(passage: Passage) -> Location | None:
    """A tool for watching costs, by its name."""
    return _line(passage, lambda line: bool(_tools().search(line)) and not re.search(r"\b(?:such as|like|e\.g\.)\b", line))


def tool_linked(passage: Passage) -> Location | None:
    """A link to something that shows the costs; another page of text is none."""
    pages = (".md", ".markdown", ".rst", ".txt")
    return next(
        (each.location for each in passage.links if not each.target.lower().partition("#")[0].endswith(pages) and shown(passage)),
        None,
    )


def alert_level(passage: Passage) -> Location | None:
    """An amount or a percentage in a line, or in a part, that speaks of a message."""
    spoken = means(passage.title, "budget-alerts") and bool(_TOLD.search(passage.title))
    return _line(passage, lambda line: bool(_LEVEL.search(_NOTHING.sub(" ", line))) and (spoken or bool(_TOLD.search(line))))


def alert_recipient(passage: Passage) -> Location | None:
    """Who gets the message about money: an address, a channel or a role in a line that speaks of one."""
    spoken = means(passage.title, "budget-alerts") and passage.title != ""
    return _line(
        passage, lambda line: (spoken or bool(_TOLD.search(line))) and bool(marks.has_contact(line) or marks.says("roles", line))
    )


_TELLING = 6


def opportunities(passage: Passage) -> Location | None:
    """Two list items, rows, parts of their own, or paragraphs with a lead-in each."""
    parts = [each for each in passage.parts() if weighed(each)]
    led = [each for each in passage.paragraphs if each.label and not each.in_list and marks.count_words(each.text) >= _TELLING]
    placed = [*(each.location for each in parts), *(each.location for each in led)]
    return items(2)(passage) or (min(placed) if len(parts) >= 2 or len(led) >= 2 else None)


def measured(passage: Passage) -> Location | None:
    """A number, or a command that measures."""
    return command("metrics", "cost")(passage) or _line(
        passage, lambda line: any(letter.isdigit() for letter in line), below=True
    )


def weighed(passage: Passage) -> Location | None:
    """A sentence with a number, a condition or a reason."""
    return _line(
        passage,
        lambda line: (
            marks.count_words(line) >= 5 and (_counted(line) or marks.says("connectives", line) or marks.has_condition(line))
        ),
    )


def _counted(line: str) -> bool:
    """Whether a line has a number that is not nothing, and not its own in a list."""
    return re.search("[1-9]", _NUMBERED.sub("", line, count=1)) is not None


def _in_order(passage: Passage) -> bool:
    """Whether words above numbered items say that they stand in an order."""
    items = {each.location.line for each in passage.steps}
    return opportunities(passage) is not None and any(_ORDER.search(line) for at, line in passage.lines if at not in items)


def ranked(passage: Passage) -> Location | None:
    """Items with a priority: a column, a part for each rank, or a numbered list that is said to stand in an order."""
    rows = (row.location for row in passage.rows if marks.count_words(row.cell("priority")) or row.cell("priority").strip())
    parts = (part.location for part in passage.about("priority") if content(part))
    numbered = passage.steps[0].location if len(passage.steps) >= 2 and _in_order(passage) else None
    itself = content(passage) if means(passage.title, "priority") else None
    return next(rows, None) or next(parts, None) or itself or numbered


def _line(passage: Passage, test: Callable[[str], bool], *, below: bool = False) -> Location | None:
    for at, line in passage.lines[1 if below else 0 :]:
        if test(line) and not _POINTS.fullmatch(line):
            return Location(passage.location.path, at)
    return None
