"""Cron expressions as the minutes and days on which they start something."""

from collections import Counter
from itertools import pairwise

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_WRAPPED = regex(r"(?:cron|rate)\((.*)\)\Z")
_RATE = regex(r"(\d{1,5}) (minute|hour|day)s?\Z")
_PART = regex(r"(\*|\d{1,2}|[A-Z]{3})(?:-(\d{1,2}|[A-Z]{3}))?(?:/(\d{1,3}))?\Z")
_NAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_A_DAY = 1440
_UNITS = {"minute": 1, "hour": 60, "day": _A_DAY}


@dataclass(frozen=True, slots=True)
class Cron:
    """`times` are minutes of the day; `weekdays` 0 to 6 from Sunday and `days` of the month, None where every one counts. `every`
    is the length between two starts in minutes, as far as one day shows it."""

    times: tuple[int, ...]
    weekdays: frozenset[int] | None
    days: frozenset[int] | None
    every: int


def cron_of(expression: str) -> Cron | None:
    """What an expression of five fields, or one of a cloud's scheduler, means; None where it is in no such form."""
    text = _NAMES.get(expression.strip(), expression.strip())
    wrapped = _WRAPPED.match(text)
    if wrapped and (rate := _RATE.match(wrapped[1])):
        return Cron((), None, None, int(rate[1]) * _UNITS[rate[2]])
    fields = (wrapped[1] if wrapped else text).upper().replace("?", "*").split()
    if len(fields) == 6 and wrapped:
        fields = [*fields[:4], _from_sunday(fields[4])]
    if len(fields) != 5:
        return None
    minutes, hours, days, months, weekdays = (
        _values(field, *bounds) for field, bounds in zip(fields, ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7)), strict=True)
    )
    if not (minutes and hours and days and months and weekdays):
        return None
    times = tuple(sorted(hour * 60 + minute for hour in hours for minute in minutes))
    named = frozenset(day % 7 for day in weekdays)
    return Cron(times, None if len(named) == 7 else named, None if len(days) == 31 else days, _between(times))


def _from_sunday(field: str) -> str:
    """A field that counts the days from one, as a scheduler of the cloud does, counted from nought."""
    return (
        "".join(str(int(each) - 1) if each.isdigit() and each != "0" else each for each in field) if "/" not in field else field
    )


def _between(times: tuple[int, ...]) -> int:
    gaps = Counter(later - sooner for sooner, later in pairwise(times))
    return gaps.most_common(1)[0][0] if gaps else _A_DAY


def _values(field: str, least: int, most: int) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.match(part)
        if match is None:
            return frozenset()
        first, last, step = _number(match[1], least), _number(match[2] or "", -1), int(match[3] or 1)
        if first is None or last is None or not step:
            return frozenset()
        end = most if match[1] == "*" or (match[3] and last < 0) else first if last < 0 else last
        found.update(range(first, end + 1, step))
    return frozenset(each for each in found if least <= each <= most)


def _number(word: str, default: int) -> int | None:
    if word in ("*", ""):
        return default
    if word.isdigit():
        return int(word)
    return _DAYS.index(word) if word in _DAYS else None
