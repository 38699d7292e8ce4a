"""Times in running text: every night at 02:00 UTC, hourly, every 20 minutes, Mondays 6 am."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.timing.cron import Cron
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY = r"(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:days?)?"
_TOKEN = regex(
    r"\b(?:every|each)\s(?P<count>\d{1,3})[ -]?(?P<unit>minutes?|mins?|m|hours?|hrs?|h)\b"
    r"|(?<![\w-])(?P<hourly>hourly|(?:every|each) hour|once an hour)(?![\w-])"
    r"|(?<![\w-])(?P<daily>daily|nightly|(?:every|each) (?:single )?(?:day|night|morning|evening)|once a day)(?![\w-])"
    r"|(?<![\w-])(?P<weekly>weekly|(?:every|each) week|once a week)(?![\w-])"
    r"|(?<![\w-])(?P<monthly>monthly|(?:every|each) month|once a month)(?![\w-])"
    r"|(?<![\w-])(?P<working>weekdays|(?:every|each) weekday)(?![\w-])"
    rf"|(?<![\w-])(?:(?:every|each|on)\s)?(?P<weekday>{_DAY})(?![\w-])"
    r"|(?<![\w:.+-])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)(?::00)?\s?(?P<half>[ap]m)?|\s?(?P<bare>[ap]m))(?![\w:-])"
    r"(?:\s?\(?(?P<zone>(?-i:[A-Z]{2,4}T?)|local|server|Berlin|Europe)\b)?(?P<offset>\s?[+-]\d{1,2})?",
    re.IGNORECASE,
)
_JOIN = regex(
    r"[\s,(@*_`~:\u2013\u2014-]{0,6}(?:(?:schedule|scheduled|runs?|running|cron|at|on|around)\b[\s,(@*_`~:-]{0,4}){0,2}\Z",
    re.IGNORECASE,
)
_WORLD = frozenset(["", "UTC", "GMT", "Z"])
_TELLS = regex(
    r"(?:\b(?:runs?|running|ran|scheduled?|cron|cadence|fires?|triggers?|triggered|executes?|starts?)\b[^.;]{0,12}"
    r"|[(\u2014\u2013:|-]\s?[*_`]{0,2})\Z",
    re.IGNORECASE,
)
_ENDS = regex(r"[*_`]{0,3}\s*(?:\Z|[.,;:|)(—–/]|(?:at|on|via|runs?|schedule|cron|workflow|jobs?|by|with)\b)", re.IGNORECASE)
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class When:
    """A time as words say it: `every` in minutes, `period` hourly, daily, weekly, monthly or empty, `weekdays` 0 to 6 from
    Sunday, `minute` of the day where it is said; `zoned` where a zone is named, `elsewhere` where it is not that of the
    schedules."""

    text: str
    start: int
    end: int
    every: int = 0
    period: str = ""
    weekdays: frozenset[int] = frozenset()
    minute: int | None = None
    zoned: bool = False
    elsewhere: bool = False


def times_in(text: str) -> Iterator[When]:
    """The times of a text that can be a schedule: each period with the hour that stands beside it."""
    run: list[re.Match[str]] = []
    for found in _TOKEN.finditer(text):
        between = text[run[-1].end() : found.start()] if run else ""
        if run and (len(between) > _LONGEST or not _JOIN.match(between) or _repeats(run, found)):
            yield from _when(run, text)
            run = []
        run.append(found)
    yield from _when(run, text)


def _repeats(run: list[re.Match[str]], found: re.Match[str]) -> bool:
    """Whether a second hour follows a first one: that is another time."""
    return found["hour"] is not None and any(each["hour"] for each in run)


def _when(run: list[re.Match[str]], text: str) -> Iterator[When]:
    if not run or all(each["hour"] for each in run):
        return
    start, end = run[0].start(), run[-1].end()
    hour = next((each for each in run if each["hour"]), None)
    every = next((_minutes(each) for each in run if each["count"]), 0)
    weekdays = frozenset(_WEEKDAYS.index(each["weekday"][:3].lower()) for each in run if each["weekday"])
    if any(each["working"] for each in run):
        weekdays = frozenset(range(1, 6))
    period = next((name for each in run for name in ("hourly", "daily", "weekly", "monthly") if each[name]), "")
    if hour is None and not every and not (_TELLS.search(text[max(0, start - 40) : start]) or _ENDS.match(text, end)):
        return
    if hour is None and not every and not period:
        return
    elsewhere = hour is not None and ((hour["zone"] or "").upper() not in _WORLD or hour["offset"] is not None)
    minute = _of_day(hour) if hour is not None and not elsewhere else None
    told = text[start:end].strip()
    told = told if told.count("(") == told.count(")") else told.replace("(", "")
    yield When(told, start, end, every, period, weekdays, minute, bool(hour and hour["zone"]), elsewhere)


def _minutes(found: re.Match[str]) -> int:
    return int(found["count"]) * (60 if found["unit"][0] in "hH" else 1)


def _of_day(found: re.Match[str]) -> int | None:
    hour, half = int(found["hour"]), (found["half"] or found["bare"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    return (hour % 12 + 12 * (half == "pm") if half else hour) * 60 + int(found["minute"] or 0)


def agrees(said: When, cron: Cron) -> bool:
    """Whether a cron expression can be what the words say."""
    if said.every:
        return said.every == cron.every
    if said.period == "hourly":
        return cron.every == 60
    if said.weekdays and not said.elsewhere and not (cron.weekdays and said.weekdays <= cron.weekdays):
        return False
    if said.period == "weekly" and cron.weekdays is None and cron.days is None:
        return False
    if said.period == "monthly" and cron.days is None:
        return False
    if said.period == "daily" and not _daily(cron):
        return False
    return said.minute is None or not cron.times or said.minute in cron.times


def _daily(cron: Cron) -> bool:
    most_days = cron.weekdays is None or len(cron.weekdays) > 3
    return most_days and cron.days is None and cron.every >= 480
