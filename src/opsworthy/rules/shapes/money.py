"""Money and the words around it: what an amount is for, ranges, levels, who may say yes."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from opsworthy.documents.document import Amount
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import Finder, command, content, items, link
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location

_ONCE = re.compile(r"\b(?:one[ -]time|once|initial|set-?up|upfront|up-front|per |each |saves?|saving)", re.IGNORECASE)
_RHYTHM = re.compile(r"\b(?:every|each|once a|twice a|per) (?:\d+ )?(?:day|week|month|quarter|year|sprint)", re.IGNORECASE)
_POINTS = re.compile(r"\W*\[[^\]\n]*\]\(#[^)\n]*\)\W*")
_LEVEL = re.compile(r"\d\s*%|\d\s*percent|[$€£]\s?\d|\b\d[\d,.]*\s?(?:USD|EUR|GBP)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:alert|alarm|notif|warn|mail|message|threshold|page|slack|inform)", re.IGNORECASE)


def amount_for(*subjects: str) -> Finder:
    """An amount whose own words, lead-in or heading name one of the subjects."""

    def find(passage: Passage) -> Location | None:
        if any(means(passage.title, subject) for subject in subjects) and passage.amounts:
            return passage.amounts[0].location
        named = (each for each in passage.amounts if any(means(f"{each.under} {each.label}", subject) for subject in subjects))
        titled = (amount for part in passage.about(*subjects) for amount in part.amounts)
        return next((each.location for each in (*named, *titled)), None)

    return find


def no_third_parties(subject: Subject) -> str:
    """Why no service of others is owed; empty where the system uses a paid one, or where nothing is known of it."""
    system = subject.system
    known = bool(system.services)
    return (
        "the repository uses no paid service of others" if known and not any(each.paid for each in system.third_parties) else ""
    )


def ranged(passage: Passage) -> Location | None:
    """An amount with two ends, or a row with a column for each."""
    span = next((each.location for each in passage.amounts if each.low < each.high), None)
    columns = (row.location for row in passage.rows if _has_ends(row.header))
    return span or next(columns, None)


def _has_ends(header: tuple[str, ...]) -> bool:
    names = " ".join(header).lower()
    return ("low" in names and "high" in names) or ("min" in names and "max" in names)


def assumed(passage: Passage) -> Location | None:
    """List items, rows or sentences of some words, of which one at least has a number: “various assumptions” say nothing."""
    stated = [each for each in passage.paragraphs if marks.count_words(each.text) >= 3 and not each.label.startswith("http")]
    told = [each.location for each in stated if any(letter.isdigit() for letter in each.text)]
    rows = [row.location for row in passage.rows if any(letter.isdigit() for letter in " ".join(row.cells))]
    return next(iter(told + rows), None)


def itemised(passage: Passage) -> Location | None:
    """Two amounts that are for different things, neither a total."""
    own = {(each.label.split(":")[0].lower(), each.under): each for each in passage.amounts if not each.is_total}
    return next(iter(own.values())).location if len(own) >= 2 else None


def timeless(passage: Passage) -> tuple[Amount, ...]:
    """Amounts that neither say for how long they are nor that they are paid once, or for each unit of something."""
    bare = (each for each in passage.amounts if each.period is None and not each.unit)
    return tuple(each for each in bare if not _ONCE.search(f"{each.under} {passage.reading.line(each.location.line)}"))


@cache
def _tools() -> re.Pattern[str]:
    data = tomllib.loads(files("opsworthy.rules.shapes").joinpath("products.toml").read_text("utf-8"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in data['cost-tools'])})(?!\w)", re.IGNORECASE)


def tool_named(passage: Passage) -> Location | None:
    """A tool for watching costs, by its name."""
    return _line(passage, lambda line: bool(_tools().search(line)) and not re.search(r"\b(?:such as|like|e\.g\.)\b", line))


def tool_linked(passage: Passage) -> Location | None:
    """A link to something that shows the costs; another page of text is none."""
    pages = (".md", ".markdown", ".rst", ".txt")
    return next(
        (each.location for each in passage.links if not each.target.lower().partition("#")[0].endswith(pages) and link(passage)),
        None,
    )


def rhythm(passage: Passage) -> Location | None:
    """How often, in words."""
    return _line(passage, lambda line: bool(_RHYTHM.search(line) or marks.says("rhythms", line)))


def alert_level(passage: Passage) -> Location | None:
    """An amount or a percentage in a line, or in a part, that speaks of a message."""
    spoken = means(passage.title, "budget-alerts") and bool(_TOLD.search(passage.title))
    return _line(passage, lambda line: bool(_LEVEL.search(line)) and (spoken or bool(_TOLD.search(line))))


def alert_recipient(passage: Passage) -> Location | None:
    """Who gets the message about money: an address, a channel or a role in a line that speaks of one."""
    spoken = means(passage.title, "budget-alerts") and passage.title != ""
    return _line(
        passage, lambda line: (spoken or bool(_TOLD.search(line))) and bool(marks.has_contact(line) or marks.says("roles", line))
    )


def quota(passage: Passage) -> Location | None:
    """A cap on a resource with its number: in a part about quotas, or in a line that calls it so."""
    titled = means(passage.title, "quotas")
    spoken = _line(passage, lambda line: _caps(line) and (titled or "quota" in line.lower()))
    shown = (fence.location for fence in passage.fences if not fence.commands and _caps(fence.text))
    return spoken or next(shown, None)


def _caps(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and marks.says("resources", re.sub(r"(?<=\d)(?=[A-Za-z])|[._]", " ", text))


def no_quota(subject: Subject) -> str:
    """Why no quota is owed; empty where one could exist."""
    system = subject.system
    platforms = {service.platform for service in system.services}
    owed = system.limits or not platforms or "kubernetes" in platforms
    return "" if owed else "the platform of this system has no quotas to set"


def approver(passage: Passage) -> Location | None:
    """A role or a person that says yes."""
    titled = means(passage.title, "cost-approval") and passage.title != ""
    return _line(
        passage, lambda line: bool(marks.says("roles", line) or marks.has_contact(line)) and (titled or "approv" in line.lower())
    )


def opportunities(passage: Passage) -> Location | None:
    """Two list items, rows or parts of their own."""
    parts = [each for each in passage.parts() if weighed(each)]
    return items(2)(passage) or (parts[0].location if len(parts) >= 2 else None)


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
            marks.count_words(line) >= 5
            and (any(letter.isdigit() for letter in line) or marks.says("connectives", line) or marks.has_condition(line))
        ),
    )


def ranked(passage: Passage) -> Location | None:
    """Items with a priority: a column, a part for each rank, or a numbered list."""
    rows = (row.location for row in passage.rows if marks.count_words(row.cell("priority")) or row.cell("priority").strip())
    parts = (part.location for part in passage.about("priority") if content(part))
    numbered = passage.steps[0].location if len(passage.steps) >= 2 and opportunities(passage) else None
    itself = content(passage) if means(passage.title, "priority") else None
    return next(rows, None) or next(parts, None) or itself or numbered


def _line(passage: Passage, test: Callable[[str], bool], *, below: bool = False) -> Location | None:
    for at, line in passage.lines[1 if below else 0 :]:
        if test(line) and not _POINTS.fullmatch(line):
            return Location(passage.location.path, at)
    return None
