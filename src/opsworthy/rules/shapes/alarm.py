"""Alerts that a document lists: what each means and what to do about it."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Passage, Row, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.signal import Signal, signals
from opsworthy.rules.shapes.subject import means, plain
from opsworthy.rules.shapes.substance import body, names_things, weight
from opsworthy.system.model import AlertRule
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MEANING = regex(r"\b(?:meaning|means|impact|description|what happened|what it says|explanation)\b", re.IGNORECASE)
_ACTION = regex(
    r"\b(?:actions?|what to do|do|response|respond|runbooks?|playbooks?|procedure|first steps?|remed\w+|mitigation|fix"
    r"|next steps?|then)\b",
    re.IGNORECASE,
)
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_ALERT_NAME = regex(r"[A-Z][A-Za-z]*[a-z][A-Z][A-Za-z]*\Z")
_ITEM = regex(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_SAYS = regex(r"\b(?:means?|meaning|indicates?|suggests?)\b", re.IGNORECASE)
_LED_MEANING = regex(r"meaning|means|what it means|impact", re.IGNORECASE)
_REASON = regex(r"\bbecause\b[^.;\n]*(?:\.\d[^.;\n]*)*", re.IGNORECASE)
_TABLE = regex(r"^\s*\|?\s*:?-{2,}", re.MULTILINE)
_NAME = regex(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alert in a table that has a column for its meaning or for what to do: the cells of these, None where there is no such
    column."""

    name: str
    location: Location
    meaning: str | None
    action: str | None

    @property
    def meant(self) -> bool:
        return self.meaning is None or weight("meaning", self.meaning, self.name) >= 2 or names_things(self.meaning)

    @property
    def acted(self) -> bool:
        return (
            self.action is None
            or weight("cure", self.action) >= 1
            or names_things(self.action)
            or bool(_NAMED.search(self.action))
        )


_NAMED = regex(
    r"\b(?:[Ss]ee|[Rr]estart|[Rr]oll(?:ing)? back|[Ss]cale|[Pp]age|[Cc]all|[Rr]eboot|[Ff]ail ?over|[Ii]gnore|[Ss]ilence)\b"
)


# The same as an order: at the beginning of a clause, so that "visitors see nothing" and "a slow call" are none.
_ORDERED = regex(
    r"(?:^|[^\w\s'’]\s*|\b(?:then|and|or|please|to|first|must|should|we|you|can|just|simply|manually|immediately|usually)\s+)"
    rf"(?:{_NAMED.pattern})",
    re.MULTILINE,
)


def alarms(document: Document) -> tuple[Alarm, ...]:
    """The rows of the Monitoring sections that list an alert or a metric with its threshold."""
    listed = {signal.location.line for signal in signals(document)}
    rows = [row for region in regions(document, "monitoring") for row in region.rows]
    every = (row for row in rows if row.location.line in listed or means(row.header[0] if row.header else "", "alerts"))
    return tuple(
        Alarm(row.cells[0], row.location, _cell(row, raw(row, document), _MEANING), _cell(row, raw(row, document), _ACTION))
        for row in every
        if row.cells
    )


def _cell(row: Row, cells: tuple[str, ...], pattern: re.Pattern[str]) -> str | None:
    named = [cell for name, cell in list(zip(row.header, cells, strict=False))[1:] if pattern.search(name)]
    return " ".join(named) if named else None


def raw(row: Row, document: Document) -> tuple[str, ...]:
    """The cells as they are written, with their links; as they are read where the line cannot be told apart."""
    written = re.split(r"(?<!\\)\|", reading(document).line(row.location.line).strip().strip("|"))
    return tuple(written) if len(written) == len(row.cells) else row.cells


def alerting(document: Document) -> tuple[Signal, ...]:
    """The alerts of the document that stand in no table with a column for what to do. Metrics without an alert are none."""
    rows = {alarm.location.line for alarm in alarms(document) if alarm.action is not None}
    found = (
        each for each in signals(document) if each.threshold and each.location.line not in rows and not _TABLE.search(each.text)
    )
    every = tuple(found)
    items = _items(document, every)
    answered = [each for each in items if _told(document, each)]
    owing = items if len(items) > 1 and len(answered) * 2 >= len(items) else ()
    return tuple(each for each in every if each in owing or _is_alert(document, each))


def unmeant(document: Document) -> tuple[Signal, ...]:
    """The items of a list that do not say what they mean, where at least half of the others do."""
    every = signals(document)
    items = _items(document, every)
    said = [each for each in items if _SAYS.search(each.text)]
    left = tuple(each for each in items if each not in said) if said and len(said) * 2 >= len(items) else ()
    return (*left, *_blank(document, every))


def _blank(document: Document, every: tuple[Signal, ...]) -> Iterator[Signal]:
    """The alerts under a heading of their own whose lead-in for the meaning says nothing, or is not there where most have it."""
    headed = {each.first: each for each in reading(document).headed}
    sections = {signal: headed[signal.location.line] for signal in every if signal.location.line in headed}
    led = {
        signal: [part for part in section.about("rationale") if _LED_MEANING.fullmatch(part.title) and part.section is None]
        for signal, section in sections.items()
    }
    owed = sum(map(bool, led.values())) * 2 >= len(led) > 1
    for signal, parts in led.items():
        if (parts or owed) and not any(weight("meaning", " ".join(body(part)), signal.name) > 0 for part in parts):
            yield signal


def _items(document: Document, every: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Those that are items of a list."""
    return tuple(each for each in every if each.threshold and _ITEM.match(reading(document).line(each.location.line)))


def unanswerable(document: Document) -> tuple[Signal, ...]:
    """Those of them that nothing says what to do about: no words of their own, and no issue named after them."""
    return tuple(each for each in alerting(document) if not _told(document, each))


def _is_alert(document: Document, signal: Signal) -> bool:
    """Whether a signal stands in a part named after alerts, or is called as alerts are."""
    parts = (part for region in regions(document, "monitoring") for part in region.about("alerts") if not part.row)
    return any(signal.location.line in part for part in parts) or bool(
        re.search(r"[a-z][A-Z]", signal.name) and " " not in signal.name
    )


def _told(document: Document, signal: Signal) -> bool:
    """Whether the signal itself names something to do, or another part of the document speaks of it."""
    text = _REASON.sub(" ", signal.text)
    if _ORDERED.search(text) or "](" in text or _ACTION.search(_labels(text)):
        return True
    words = {word for word in plain(_CAMEL.sub(" ", signal.name)).split() if len(word) > 3} - {
        "rate",
        "high",
        "alert",
        "service",
        "above",
        "below",
    }
    titles = [plain(each.title) for each in _issues(document)]
    return any(len(words & set(title.split())) >= min(2, len(words)) for title in titles if words)


def _labels(text: str) -> str:
    return " ".join(re.findall(r"(?:\*\*|^\s*[-*]\s*)([A-Za-z ]{2,30}):", text, re.MULTILINE))


def _issues(document: Document) -> Iterator[Passage]:
    for region in regions(document, "troubleshooting"):
        yield from (each for each in reading(document).headed if region.first < each.first <= region.last)
        yield from (each for each in reading(document).passages if each.row and region.first < each.first <= region.last)


def silent(document: Document, alerts: tuple[AlertRule, ...]) -> tuple[AlertRule, ...]:
    """The alerts in code that say neither what they mean nor what to do, in their annotations or in the document."""
    named = {word.lower() for word in _NAME.findall(document.text)}
    return tuple(each for each in alerts if each.name.replace(" ", "").lower() not in named and not _annotated(each, document))


def _annotated(alert: AlertRule, document: Document) -> bool:
    said = [alert.summary, *(value for _, value in alert.annotations)]
    texts = [each.value for each in said if each]
    return bool(alert.runbook) or any(weight("meaning", each, alert.name) >= 2 for each in texts) or alert.name in document.text
