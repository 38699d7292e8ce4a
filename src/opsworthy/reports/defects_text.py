"""Defects as a terminal shows them: by document, then by place, each place with its line and what to do about it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import wrap

from opsworthy.findings.outcome import Outcome, Severity
from opsworthy.reports.excerpt import Excerpt, excerpt, lines_of
from opsworthy.reports.printed import Printed, spanned
from opsworthy.reports.words import columns, count, safe

STYLE = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "dim"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_MOST_OF_A_RULE = 3
_MOST_OF_A_DOCUMENT = 20
_MOST_AT_ALL = 100
_LEAST_OF_A_DOCUMENT = 5
_FEW = 2
_MOST_RELATED = 4
_MOST_DOCUMENTS_NAMED = 20
_MOST_LINES_NAMED = 8
_SEVERITY_WIDTH = max(len(each.value) for each in Severity)


def defect_lines(defects: list[Outcome], texts: Mapping[str, str], width: int, *, everything: bool = False) -> Iterator[Printed]:
    """Each document under its name. Of a document with very many defects the gravest are shown in full and the others counted
    by rule, and of very many documents the first, unless `everything` is asked for."""
    ordered = sorted(defects, key=lambda each: (each.location, _ORDER[each.severity], each.rule))
    documents = [(path, list(found)) for path, found in groupby(ordered, key=lambda each: each.location.path)]
    most = max(_LEAST_OF_A_DOCUMENT, min(_MOST_OF_A_DOCUMENT, _MOST_AT_ALL // max(len(documents), 1)))
    full = len(documents) if everything else _MOST_AT_ALL // most
    for path, found in documents[:full]:
        yield from _document(path, found, texts, width, len(found) if everything else most, everything=everything)
    yield from _further(documents[full:])


def _further(documents: list[tuple[str, list[Outcome]]]) -> Iterator[Printed]:
    """Documents beyond those that a person reads at a terminal: a line each, the worst first."""
    if not documents:
        return
    worst = sorted(documents, key=lambda each: -len(each[1]))[:_MOST_DOCUMENTS_NAMED]
    yield Printed("")
    yield Printed(f"{count(len(documents), 'more document')} (--verbose shows each in full):", "title")
    yield from (Printed(line, "dim") for line in columns([(safe(path), _severities(found)) for path, found in worst]))
    if len(documents) > len(worst):
        yield Printed(f"  and {len(documents) - len(worst)} more", "dim")


def _severities(found: list[Outcome]) -> str:
    tally = Counter(each.severity for each in found)
    return ", ".join(count(tally[each], each.value) for each in Severity if tally[each])


def _document(
    path: str, found: list[Outcome], texts: Mapping[str, str], width: int, most: int, *, everything: bool
) -> Iterator[Printed]:
    yield Printed("")
    yield spanned((safe(path), "title"), (f"  {_severities(found)}", "dim"))
    shown = found if everything else _gravest(found, most)
    lines = {name: lines_of(texts[name]) for name in _named(shown) if name in texts}
    margin = max(len(_position(each)) for each in shown)
    told: set[tuple[str, str]] = set()
    for _, at_line in groupby(shown, key=lambda each: each.location.line):
        yield Printed("")
        yield from _place(list(at_line), lines, margin, width, told)
    kept = {id(each) for each in shown}
    yield from _counted([each for each in found if id(each) not in kept], path)


def _gravest(found: list[Outcome], most: int) -> list[Outcome]:
    """At most so many, the gravest first and of one rule only a few, in the order of their places."""
    of_rule: Counter[str] = Counter()
    chosen: set[int] = set()
    for outcome in sorted(found, key=lambda each: _ORDER[each.severity]):
        if len(chosen) < most and of_rule[outcome.rule] < _MOST_OF_A_RULE:
            of_rule[outcome.rule] += 1
            chosen.add(id(outcome))
    few = len(found) - len(chosen) <= _FEW
    return [each for each in found if few or id(each) in chosen]


def _named(found: list[Outcome]) -> set[str]:
    return {each.location.path for each in found} | {other.location.path for each in found for other in each.related}


def _position(outcome: Outcome) -> str:
    place = outcome.location
    return f"{place.line}:{place.column}" if place.column else str(place.line)


def _place(
    found: list[Outcome], lines: Mapping[str, list[str]], margin: int, width: int, told: set[tuple[str, str]]
) -> Iterator[Printed]:
    """What is wrong at one line: the line once, marked for the first finding that has a column, then each finding."""
    gutter = 2 + margin
    text = lines.get(found[0].location.path)
    if all(_whole(each) for each in found):
        yield Printed(f"{' ' * gutter}   the document as a whole", "dim")
    elif text is not None:
        parts = [part for each in found if (part := excerpt(text, each.location, width - gutter - 3))]
        if parts:
            yield from _source(next((part for part in parts if part.marks), parts[0]), gutter)
    for outcome in found:
        yield from _finding(outcome, lines, margin, width, told)


def _whole(outcome: Outcome) -> bool:
    """Whether it is about a document from its first line on, whose title shows nothing of it."""
    return outcome.location.line == 1 and outcome.location.end_line > 1


def _source(part: Excerpt, gutter: int) -> Iterator[Printed]:
    yield spanned((f"{part.line:>{gutter}} | ", "dim"), (part.text, "plain"))
    if part.marks:
        yield spanned((" " * gutter + " | ", "dim"), (part.marks, "warn"))


def _finding(
    outcome: Outcome, lines: Mapping[str, list[str]], margin: int, width: int, told: set[tuple[str, str]]
) -> Iterator[Printed]:
    """The place, the severity and the message with its rule; related places; what to do, once for each rule and advice."""
    head = f"  {_position(outcome):>{margin}}  "
    indent = len(head) + _SEVERITY_WIDTH + 2
    room = max(width - indent, 30)
    message = wrap(f"{safe(outcome.message)} [{outcome.name}]", room, break_on_hyphens=False)
    severity = f"{outcome.severity.value:<{_SEVERITY_WIDTH}}"
    yield spanned((head, "dim"), (severity, STYLE[outcome.severity]), (f"  {message[0]}", "plain"))
    yield from (Printed(" " * indent + line) for line in message[1:])
    for related in outcome.related[:_MOST_RELATED]:
        yield from _related(safe(str(related.location)), safe(related.message), indent, room)
        part = excerpt(lines.get(related.location.path, []), related.location, room - 8)
        if part and related.location.line != outcome.location.line:
            yield from _source(part, indent + len(str(part.line)))
    if len(outcome.related) > _MOST_RELATED:
        yield Printed(f"{' ' * indent}and {count(len(outcome.related) - _MOST_RELATED, 'more place')}", "dim")
    advice = (outcome.rule, outcome.fix or "")
    if outcome.fix and advice not in told:
        told.add(advice)
        mend = wrap(f"mend: {safe(outcome.fix)}", room, subsequent_indent=" " * 6, break_on_hyphens=False)
        yield from (Printed(" " * indent + line, "dim") for line in mend)


def _related(place: str, message: str, indent: int, room: int) -> Iterator[Printed]:
    for line in wrap(f"see {place}: {message}", room, subsequent_indent=" " * 4, break_on_hyphens=False):
        yield Printed(" " * indent + line, "dim")


def _counted(rest: list[Outcome], path: str) -> Iterator[Printed]:
    """The findings that are not shown in full, a line for each rule."""
    if not rest:
        return
    rules: dict[str, list[Outcome]] = {}
    for outcome in sorted(rest, key=lambda each: _ORDER[each.severity]):
        rules.setdefault(outcome.name, []).append(outcome)
    yield Printed("")
    yield Printed(f"  and {count(len(rest), 'more finding')} in {safe(path)} (--verbose shows each in full):", "title")
    rows = [(found[0].severity.value, name, _lines(found)) for name, found in rules.items()]
    yield from (Printed(line, "dim") for line in columns(rows, indent="    "))


def _lines(found: list[Outcome]) -> str:
    lines = [str(each) for each in sorted({each.location.line for each in found})]
    word = "line" if len(lines) == 1 else "lines"
    more = f" and {len(lines) - _MOST_LINES_NAMED} more" if len(lines) > _MOST_LINES_NAMED else ""
    return f"{word} {', '.join(lines[:_MOST_LINES_NAMED])}{more}"
