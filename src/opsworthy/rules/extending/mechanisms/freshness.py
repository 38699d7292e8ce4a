"""A date that is not too old."""

from datetime import date

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.strict import Refused, Strict

_DAY = regex(r"(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)")


def make(table: Strict) -> Test:
    days, label = table.number("days", 1, 36_500), table.string("label").casefold()
    if days is None:
        raise Refused(table.location, f"{table.where} needs `days`: how old the date may be.")

    def test(look: Look) -> Answer:
        today = look.subject.today
        found = _days(look, label)
        if not found:
            words = f" beside “{label}”" if label else ""
            return Fault(f"{look.named}: there is no date{words} such as 2026-01-31")
        day, where = max(found)
        if today is None or (today - day).days <= days:
            return where
        return Fault(f"{look.named}: its latest date is {day}, more than {days} days ago", where)

    return test


def _days(look: Look, label: str) -> list[tuple[date, Location]]:
    lines = list(look.passage.lines)
    if not look.passage.section or look.passage.section.level == 0:
        lines += [(at, line) for at, line in enumerate(look.document.front_matter.splitlines(), 2) if (at, line) not in lines]
    found = []
    for at, line in lines:
        if label in line.casefold():
            found += [(day, Location(look.document.path, at)) for each in _DAY.finditer(line) if (day := _read(each.group()))]
    return found


def _read(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


MECHANISM = Mechanism(
    "freshness",
    "A date that is not too old.",
    {"days": "how old the latest date may be", "label": "words on its line; any line by default"},
    make,
)
