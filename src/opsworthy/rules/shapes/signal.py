"""Metrics and alerts: what is measured, from which number on, and why that number."""

import re
from collections import Counter
from collections.abc import Iterator

from opsworthy.documents.document import Document, Fence, Paragraph
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.crossing import uncrossable
from opsworthy.rules.shapes.reading import OpenQuestion, Passage, Row, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means, plain
from opsworthy.rules.shapes.substance import body, weight
from opsworthy.rules.shapes.unmeasuring import DONE, FIELD, led_aside, measures_nothing
from opsworthy.rules.shapes.verdict import unanswered
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ALERT = regex(r"^\s*(?:-?\s*alert|-\s*name):\s*(\S.*)$", re.MULTILINE)
_ANCHOR = regex(r"\b(?:objective|slo|sla|budget|measured|baseline|limit|quota|normal)\b[^|\n]{0,40}\d", re.IGNORECASE)
_BECAUSE = regex(r"\bbecause\b([^.\n|]*(?:\.\d[^.\n|]*)*)", re.IGNORECASE)
_CALLED = regex(r"\b(?:who|role|reach|phone|contact|escalate to)\b", re.IGNORECASE)
_WHY = regex(r"\b(?:why|rationale|reason\w*|justification|basis)\b", re.IGNORECASE)
_LIMIT = regex(r"(?:alert )?thresholds?", re.IGNORECASE)
_TAIL = regex(r"\s[-–—]{1,2}\s|[:(;]")
_IDLE = frozenset(
    "the a an of per in on for and or is to rate high low too total count number service".split()  # noqa: SIM905 - a list of words
)
_MANY = 3
_ASIDE = ("rationale", "dashboards", "escalation", "aggregation", "contacts")


@dataclass(frozen=True, slots=True)
class Signal:
    """One metric or alert as the document lists it. `text` is all that it says of it. `alone` where a column or
    part of its own is there for the threshold, so that none given elsewhere will do; `meant` where all that explains it is what
    it means when it is crossed."""

    name: str
    text: str
    location: Location
    threshold: bool
    explained: bool
    question: OpenQuestion | None = None
    alone: bool = False
    meant: bool = False
    reason: str = ""


def asked_about(document: Document, signal: Signal) -> OpenQuestion | None:
    """The open question about the threshold of a signal: the one inside it, else the one whose key speaks of the same."""
    open_ones = [each for each in reading(document).questions if each.key.startswith("monitoring.thresholds")]
    same = (each for each in open_ones if _words(signal) & frozenset(plain(each.key).split()))
    return signal.question or next(same, None)


def signals(document: Document) -> tuple[Signal, ...]:
    """The metrics and alerts of the Monitoring sections: rows of tables, items of lists, sections of their own, rule files."""
    found: dict[int, Signal] = {}
    inside = regions(document, "monitoring")
    tables = [
        each
        for each in reading(document).whole.about("metrics")
        if each.section and not any(each.first in region for region in inside)
    ]
    for region in (*inside, *tables):
        places = [region, *region.about("metrics"), *region.about("alerts")]
        for signal in (*_of_rows(region), *_of_rules(region), *_of_sections(region), *_of_items(region, places)):
            found.setdefault(signal.location.line, signal)
    return tuple(found[line] for line in sorted(found))


def _of_rows(region: Passage) -> Iterator[Signal]:
    for row in region.rows:
        if row.header and any(_CALLED.search(name) for name in row.header) and not means(row.header[0], "metrics"):
            continue
        listed = row.header and (means(row.header[0], "metrics") or means(row.header[0], "alerts") or row.has("thresholds"))
        if listed and row.cells and marks.count_words(row.cells[0]) and "|" in region.reading.line(row.location.line):
            yield _of_row(row)


def _of_row(row: Row) -> Signal:
    wide = [at for at, name in enumerate(row.header) if means(name, "thresholds") and at > 0]
    named = [row.cells[at] for at in wide if at < len(row.cells)]
    text = " | ".join(row.cells)
    threshold = any(marks.is_threshold(cell) for cell in named) if named else marks.has_threshold(" | ".join(row.cells[1:]))
    reasons = [cell for name, cell in zip(row.header, row.cells, strict=False) if _WHY.search(name)]
    told = " ".join(reasons) if reasons else row.cell("rationale")
    known = (row.cells[0], *(cell for cell in named if cell != told))
    given = row.has("rationale") or bool(reasons)
    reasoned = _founded(told, *known) if given else _argued(text)
    said = told.strip(" -–—") if given else ""
    kept = threshold and not any(uncrossable(row.cells[0], cell) for cell in named)
    return Signal(row.cells[0], text, row.location, kept, reasoned, alone=bool(named), reason=said)


def _of_rules(region: Passage) -> Iterator[Signal]:
    """Alerting rules shown as a file: one for each `alert:`."""
    for fence in region.fences:
        heads = list(_ALERT.finditer(fence.text))
        for at, head in enumerate(heads):
            end = heads[at + 1].start() if at + 1 < len(heads) else len(fence.text)
            text = fence.text[head.start() : end]
            if re.search(r"^\s*(?:expr|condition|threshold|query):", text, re.MULTILINE):
                yield _of_rule(fence, head.group(1).strip(" \"'"), text, fence.text[: head.start()].count("\n"))


def _of_rule(fence: Fence, name: str, text: str, lines: int) -> Signal:
    told = re.search(r"(?:description|summary|rationale|message):\s*\S+(?:\s+\S+){2}|#\s*\w+(?:\s+\w+){3}", text)
    place = Location(fence.location.path, fence.location.line + 1 + lines)
    compared = re.search(r"[<>=]=?\s*\d|absent\(", text) is not None
    return Signal(name, text, place, compared, told is not None)


def _of_sections(region: Passage) -> Iterator[Signal]:
    """Alerts that have a heading each, below a heading about alerts or metrics."""
    for above in (*region.about("alerts"), *region.about("metrics")):
        owed, bounded = _most_lead(above, "rationale", _WHY), _most_lead(above, "thresholds", _LIMIT)
        for below in above.section.sections if above.section else ():
            passage = next(each for each in above.reading.headed if each.section is below)
            if passage.commands and not (passage.paragraphs or passage.rows):
                continue  # What to type to look at something is no metric yet.
            if not any(means(below.title, aside) for aside in _ASIDE) and not any(
                means(below.title, each) for each in ("metrics",)
            ):
                text = "\n".join(line for _, line in passage.lines[1:])
                parts = {each: " ".join(body(each)) for each in passage.about("rationale", "thresholds")}
                reasons = [told for each, told in parts.items() if means(each.title, "rationale")]
                led, limits = ([told for each, told in parts.items() if one.fullmatch(each.title)] for one in (_WHY, _LIMIT))
                reasoned = any(_founded(each, below.title) for each in (led if led or owed else reasons)) or (
                    not led and not owed and _argued(text)
                )
                measured = any(map(marks.has_threshold, limits)) if limits or bounded else marks.has_threshold(text)
                question = next(iter(passage.questions), None)
                yield Signal(below.title, text, below.location, measured, reasoned, question)


def _most_lead(above: Passage, subject: str, called: re.Pattern[str]) -> bool:
    """Whether at least half of the parts have a lead-in of this name, such as one for the reason: then each owes one."""
    below = above.parts()
    led = [each for each in below if any(called.fullmatch(part.title) for part in each.about(subject))]
    return len(led) * 2 >= len(below) > 1


def _of_items(region: Passage, places: list[Passage]) -> Iterator[Signal]:
    """Items of lists that stand under a heading or lead-in about metrics or alerts; inner items belong to the outer one."""
    listed = [each for each in region.paragraphs if each.in_list and not each.text.rstrip().endswith("?")]
    leads = [each for each in region.paragraphs if not each.in_list]
    for at, item in enumerate(listed):
        holder = _holder(places, item)
        if (
            holder is None
            or (holder is region and not _LISTS.search(region.title))
            or any(each.first <= item.location.line <= each.last for each in _asides(region))
        ):
            continue
        if (at and _below(listed[at - 1], item, listed[:at])) or DONE.match(item.text):
            continue
        if measures_nothing(region.reading.line(item.location.line), item.text) or led_aside(leads, item):
            continue
        if FIELD.fullmatch(item.label or item.text.strip(" *.:`")):
            continue
        span = Passage(
            item.label or item.text, item.location, item.location.line, _last_line(region, holder, item), region.reading
        )
        yield _of_span(span, item)


_LISTS = regex(r"\b(?:alerts?|alarms?|metrics|slos?|slis?)\b", re.IGNORECASE)
_STATED = regex(r"\balert(?:s|ed)? (?:if|when|on)\b(?:\W+\w+){2}", re.IGNORECASE)


def _holder(places: list[Passage], item: Paragraph) -> Passage | None:
    around = [each for each in places if each.first <= item.location.line <= each.last and each.first != item.location.line]
    return max(around, key=lambda each: each.first, default=None)


def _last_line(region: Passage, holder: Passage, item: Paragraph) -> int:
    """The last line of a list item: before the next one that is not inside it, and before running text."""
    later = (each for each in region.paragraphs if each.location.line > item.location.line)
    ends = (each.location.line - 1 for each in later if not each.in_list or each.location.column <= item.location.column)
    return max(item.location.line, min(next(ends, holder.last), holder.last))


def _asides(region: Passage) -> tuple[Passage, ...]:
    return tuple(each for each in region.about(*_ASIDE) if each.last > each.first)


def _below(before: Paragraph, item: Paragraph, earlier: list[Paragraph]) -> bool:
    """Whether an item hangs under one before it."""
    outer = min(
        (each.location.column for each in earlier if each.location.line >= before.location.line - 12),
        default=item.location.column,
    )
    return item.location.column > outer


# What stands behind is the reason: a number there is no threshold.
_FROM_REASON = regex(r"\b(?:because|since)\b", re.IGNORECASE)


def _of_span(span: Passage, item: Paragraph) -> Signal:
    text = "\n".join(line for _, line in span.lines)
    led = item.text.lstrip("*_` ")[: len(item.label)]
    name = (led if led.lower() == item.label else item.label) or item.text
    question = next(iter(span.questions), None)
    return Signal(
        _FROM_REASON.split(name, maxsplit=1)[0].strip(" ,;:")[:60] or name[:60],
        text,
        item.location,
        marks.has_threshold(_FROM_REASON.split(text, maxsplit=1)[0]) or bool(_STATED.search(text)),
        _argued(_after_name(text, item)),
        question,
        meant=not _argued(_MEANING.sub(" ", _after_name(text, item))),
    )


def _argued(text: str) -> bool:
    """Whether a text gives a reason, and the reason says more than what stands before it: the metric and its threshold."""
    if not marks.has_reason(text):
        return False
    because = _BECAUSE.search(text)
    if because:
        return _founded(because.group(1), text[: because.start()])
    at = min((each for each in (marks.reason_at(text), _tail_at(text)) if each is not None), default=0)
    return _founded(text[at:], text[:at])


def _founded(told: str, *known: str) -> bool:
    """Whether a reason has substance: words of its own, or an objective, a limit or a measurement with its number."""
    return weight("rationale", told, *known) >= 2 or _ANCHOR.search(told) is not None


def _tail_at(text: str) -> int | None:
    found = _TAIL.search(text)
    return found.start() if found else None


def _after_name(text: str, item: Paragraph) -> str:
    """The text of an item without its lead-in, whose colon is no reason."""
    return text.split(":", 1)[1] if item.label and ":" in text else text


# What it means is no reason for the number where others beside it have one.
_MEANING = regex(r"\b(?:it|this|that) (?:means|indicates|suggests)\b[^.\n]*(?:\.\d[^.\n]*)*", re.IGNORECASE)


def unmeasured(found: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Those without a threshold of their own and without one elsewhere that speaks of the same thing."""
    common = _common(found)
    measured = [_words(signal) - common for signal in found if signal.threshold]
    bare = (each for each in found if not each.threshold)
    return tuple(each for each in bare if each.alone or not any((_words(each) - common) & other for other in measured))


def _common(found: tuple[Signal, ...]) -> frozenset[str]:
    """The words of most names, such as that of the service: they do not say which metric is meant."""
    counted = Counter(word for signal in found for word in _words(signal))
    return frozenset(word for word, times in counted.items() if times >= _MANY and times * 2 > len(found))


def _words(signal: Signal) -> frozenset[str]:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", signal.name)
    return frozenset(word.rstrip("s") for word in plain(split).split() if word not in _IDLE and len(word) > 2)


def unexplained(document: Document, found: list[Signal]) -> tuple[Signal, ...]:
    """Those whose threshold has no reason beside it, and none that is given for all of them together."""
    shared = [each for region in regions(document, "monitoring") for each in region.about("rationale") if each.last >= each.first]
    told = [each for each in shared if not any(each.first == signal.location.line for signal in found) and _outside(each, found)]
    told = [each for each in told if weight("rationale", " ".join(body(each))) >= 3]
    reasoned = any(each.explained and not each.meant for each in found)
    said = {each.reason for each in found}
    if len(found) > 1 and len(said) == 1 and all(each and not _ANCHOR.search(each) for each in said):
        return tuple(found)
    return () if told else tuple(each for each in found if not each.explained or (reasoned and each.meant))


def _outside(passage: Passage, found: list[Signal]) -> bool:
    """Whether a rationale stands by itself rather than under one alert."""
    inner = [signal for signal in found if signal.location.line < passage.first and passage.title in signal.text.lower()]
    return not inner and not any(row.location.line == passage.first for row in passage.rows)


def monitored(subject: Subject, what: str, keys: tuple[str, ...]) -> Verdict | None:
    """Broken because of an open question about it; None where none is open."""
    document = subject.runbook
    if document is None:
        return None
    asked = next((each for each in reading(document).questions if each.key.startswith(keys)), None)
    return unanswered(subject, f"{what} are missing", asked, Location(document.path, asked.line)) if asked else None
