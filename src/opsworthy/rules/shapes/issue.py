"""Issues of a troubleshooting section: under headings, under lead-ins, or in the rows of a table."""

import re
from collections.abc import Iterator

from opsworthy.commands.command import Command, Effect
from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.beside import BESIDE, TROUBLE
from opsworthy.rules.shapes.evidence import LOOKING, content, serious
from opsworthy.rules.shapes.issue_part import end_of_part, is_part, own_body
from opsworthy.rules.shapes.reading import Passage, Row
from opsworthy.rules.shapes.reasoned import cured, is_its_own_cause, sent_on, why
from opsworthy.rules.shapes.section import ALERT, regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.substance import body, names_things, weight
from opsworthy.text.regex import regex

_ASIDE = ("contacts", "decisions", "interpretation", "escalation", "prerequisites", "dashboards")
_LED_SIGN = regex(r"symptoms?\Z|signs?\Z|what you see\Z", re.IGNORECASE)
_LED_CAUSE = regex(r"(?:root |likely |possible |probable )?causes?\Z", re.IGNORECASE)
_LED_CURE = regex(r"solutions?\Z|fix(?:es)?\Z|resolution\Z|remedy\Z|mitigation\Z", re.IGNORECASE)
_LONGEST = 14
"""A heading of more words is a sentence about something that was found, as in the pages of a detector."""
_ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s")
_VERBATIM = regex(
    r"`[^`\n]{2,}`|[“\"'][^”\"'\n]{4,}[”\"']|```|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b"
    r"|\b[A-Z]{2,}[A-Z_]{2,}\b|\b[a-z]+(?:_[a-z]+)+\b|\b[1-5]\d\d\b|\b[1-5]xx\b|\d\s?%|[<>]\s?\d|\b[A-Z]{1,4}-?\d{2,5}\b"
)
# A state or an exception, as a program spells it.
_STATE = regex(
    r"`[^`]*`|\b[A-Z][A-Za-z]*(?:Error|Exception|BackOff|Failed|Failure|Down|High|Low|Killed|Pull)\b|\bE[A-Z]{4,}\b|[“\"'][^”\"']{6,}[”\"']"
)
_LED_TROUBLE = regex(r"(?:problem|issue|error)\Z", re.IGNORECASE)
_SHOWING = LOOKING | {"build"}
_STEP = regex(r"\W*(?:step\s*)?\d+[.):]\s", re.IGNORECASE)


def issues(document: Document) -> tuple[Passage, ...]:
    """The issues of the Troubleshooting sections, in order: what says that something goes wrong. A row's passage is its line."""
    return tuple(each for each in listed(document) if each.row or is_trouble(each))


def listed(document: Document) -> tuple[Passage, ...]:
    """Whatever the Troubleshooting sections list one by one, issues or not."""
    found: dict[int, Passage] = {}
    for region in regions(document, "troubleshooting"):
        if means(region.title, "process"):
            continue
        for issue in (*_of_rows(region), *_of_sections(region), *_of_labels(region)):
            found.setdefault(issue.first, issue)
    return tuple(found[line] for line in sorted(found))


def is_trouble(passage: Passage) -> bool:
    """Whether a passage is about something that goes wrong: its title says so or quotes a state, it has the parts of an issue,
    or its first sentence is about a failure. A how-to below Troubleshooting is none."""
    if TROUBLE.search(passage.title) or _STATE.search(passage.title) or _has_parts(passage):
        return True
    if any(_LED_SIGN.match(part.title) or _LED_TROUBLE.match(part.title) for part in passage.about("symptom")):
        return True
    first = next((each.text for each in passage.paragraphs if each.location.line > passage.first), "")
    return marks.has_condition(first) and TROUBLE.search(first[:160]) is not None


def _of_rows(region: Passage) -> Iterator[Passage]:
    for row in region.rows:
        told = any(row.location.line in each for each in region.about("interpretation") if not each.row)
        if _is_issue(row) and not told and (marks.count_words(row.cells[0]) or _unnamed(row, region)):
            yield Passage(row.cells[0], row.location, row.location.line, row.location.line, region.reading, row=True)


def _unnamed(row: Row, region: Passage) -> bool:
    """Whether the first row of a table has no symptom beside its cause and cure; a later one goes on with the row above it."""
    first = not any(other.header == row.header and other.location.line == row.location.line - 1 for other in region.rows)
    return first and not row.cells[0].strip(" -–—") and not row.cell("symptom").strip(" -–—") and any(row.cells)


def _is_issue(row: Row) -> bool:
    signs_at = [at for at, name in enumerate(row.header) if means(name, "symptom")]
    told_at = [at for at, name in enumerate(row.header) if means(name, "cause") or means(name, "solution")]
    return bool(row.cells and signs_at and [at for at in told_at if at != signs_at[0]])


def _of_sections(region: Passage) -> Iterator[Passage]:
    """The innermost sections that are no part of an issue themselves, no step and nothing beside the issues; a region that is
    the page of one alert is an issue itself."""
    itself = ALERT.match(region.title)
    for passage in region.reading.headed:
        section = passage.section
        if section is None or passage.first not in region or (passage.first == region.first and not itself):
            continue
        below = [each for each in section.sections if not is_part(each.title)]
        named = is_part(passage.title) or _aside(passage) or _is_step(passage) or _beside(region, passage)
        named = named or marks.count_words(passage.title) > _LONGEST
        if not below and not named and not _tabled(passage):
            yield _alone(passage)


def _is_step(passage: Passage) -> bool:
    """Whether a heading is a numbered step; one that says what goes wrong, with a part of an issue below it, is an issue."""
    return bool(_STEP.match(passage.title)) and not (TROUBLE.search(passage.title) and _has_parts(passage))


def _beside(region: Passage, passage: Passage) -> bool:
    """Whether a section, or one that it stands in, is about something beside the issues; or it is named after no trouble and has
    nothing of an issue."""
    above = (each for each in region.reading.headed if region.first < each.first <= passage.first <= each.last)
    if any(BESIDE.match(each.title) and not _has_parts(each) for each in above):
        return True
    return not TROUBLE.search(passage.title) and not _has_parts(passage) and not ALERT.match(passage.title)


def _alone(passage: Passage) -> Passage:
    """An issue without what a lead-in after its last part opens: contacts, or the lines of the log for all issues."""
    labels = [each for each in passage.paragraphs if each.label and not each.in_list]
    parts = [each.location.line for each in labels if is_part(each.label)]
    aside = [each.location.line for each in labels if means(each.label, "contacts") or means(each.label, "log-lines")]
    cut = min((at for at in aside if at > max(parts, default=passage.last)), default=None)
    if cut is None or means(passage.reading.line(cut), "escalation"):
        return passage
    return Passage(passage.title, passage.location, passage.first, cut - 1, passage.reading, passage.section)


def _aside(passage: Passage) -> bool:
    if means(passage.title, "process"):
        return True
    return any(means(passage.title, aside) for aside in _ASIDE) and not _has_parts(passage)


def _has_parts(passage: Passage) -> bool:
    return any(marks.count_words(part.title) <= 3 for part in (*passage.about("cause"), *passage.about("solution")))


def _tabled(passage: Passage) -> bool:
    """A section whose issues stand in a table."""
    return any(_is_issue(row) for row in passage.rows)


def _of_labels(region: Passage) -> Iterator[Passage]:
    """Lead-ins that are issues, where a section has neither headings nor a table of them."""
    section = region.section
    if section is None or section.sections or _tabled(region):
        return
    inner = [each for each in region.reading.passages if each.section is None and region.first < each.first <= region.last]
    named = [each for each in inner if not is_part(each.title) and not any(means(each.title, aside) for aside in _ASIDE)]
    if any(_has_parts(each) for each in named):
        yield from (each for each in named if not any(other.first < each.first <= other.last for other in named))
    elif _has_parts(region):
        yield region


def lacking(issue: Passage) -> tuple[str, ...]:
    """What an issue does not have, in words."""
    if not issue.row and sent_on(issue):
        return ()
    row = next((each for each in issue.rows if issue.first == issue.last == each.location.line), None)
    given = is_its_own_cause(issue.title)
    has = {
        "a symptom": _shows_signs(issue) or bool(row and issue.title.strip(" -–—")),
        "a cause": weight("cause", row.cell("cause")) > 0 if row else given or _caused(issue),
        "a command that confirms it": given or _row_confirms(row) or _confirmed(issue),
        "a solution": _acts(row.cell("solution")) if row else _solved(issue),
    }
    return tuple(words for words, there in has.items() if not there)


def _row_confirms(row: Row | None) -> bool:
    """Whether the symptom of a row is itself what confirms it, in a table that has no column for more."""
    return row is not None and is_verbatim(row.cells[0]) and not row.has("diagnosis")


def _confirmed(issue: Passage) -> bool:
    """Whether a command shows that it is this issue. In the solution only what surely looks, before anything is changed."""
    cures = [part for part in issue.about("solution") if _LED_CURE.match(part.title)]
    spans = [(part.first, end_of_part(part)) for part in cures]
    cell = next((row.cell("solution") for row in issue.rows), "") if issue.row else ""
    for each in issue.commands:
        if not serious(each) or not _reads(each.effect, each.purposes):
            continue
        within = next((span for span in spans if span[0] <= each.location.line <= span[1]), None)
        if within is None and (_sure(each) or each.text not in cell):
            return True
        if within is not None and _sure(each) and not _changed_before(issue, within[0], each):
            return True
    return any(each.language.lower() in _QUERIES or _QUERY.search(each.text) for each in issue.fences)


_QUERY = regex(
    r"^\s*(?:select\b[^;]{1,400}?\bfrom|explain)\b|\b(?:rate|increase|histogram_quantile|count_over_time|avg_over_time)\s*\(",
    re.IGNORECASE | re.MULTILINE,
)
_QUERIES = frozenset(["sql", "promql", "logql", "kql", "kusto", "graphql", "cypher"])


def _sure(each: Command) -> bool:
    return each.effect is Effect.READS or bool(each.purposes & LOOKING)


def _changed_before(issue: Passage, first: int, looking: Command) -> bool:
    earlier = (each for each in issue.commands if first <= each.location.line and each.location < looking.location)
    return any(serious(each) and not _sure(each) for each in earlier)


def _shows_signs(issue: Passage) -> bool:
    """Whether an issue says what is seen: under its own lead-in, which then must hold something, else by its title."""
    said = [part for part in issue.about("symptom") if _LED_SIGN.match(part.title)]
    if said:
        return any(content(part) and (weight("sign", own_body(part)) > 0 or names_things(own_body(part))) for part in said)
    titled = marks.count_words(issue.title) >= 2 or bool(_STATE.search(issue.title))
    return (titled and not _others_lead(issue)) or _part(issue, "symptom")


def _others_lead(issue: Passage) -> bool:
    """Whether the other issues of the document, or half of all, have a lead-in for their symptoms: then this one owes it."""
    if issue.row or not is_plain(issue):
        return False
    every = [each for each in issues(issue.reading.document) if not each.row]
    led = [each for each in every if any(_LED_SIGN.match(part.title) for part in each.about("symptom"))]
    return bool(led) and len(led) * 2 >= len(every)


def is_plain(issue: Passage) -> bool:
    """Whether a title is only a name: it quotes nothing, so that it cannot be the symptom itself."""
    return not is_verbatim(issue.title)


def _part(issue: Passage, name: str) -> bool:
    """Whether a part of an issue is there and says something; a cause has to say more than that it is unknown."""
    here = (part for part in issue.about(name) if content(part))
    return any(name != "cause" or weight("cause", own_body(part)) > 0 or part.commands for part in here)


def _caused(issue: Passage) -> bool:
    """Whether an issue gives its cause: in a part for it, which then must say something, or in a sentence."""
    led = [part for part in issue.about("cause") if _LED_CAUSE.match(part.title)]
    return _part(issue, "cause") or (not led and (_says_why(issue) or why(issue)))


def _acts(text: str) -> bool:
    """Whether a text names something to do: in code or by a link, or in words beyond `fix the problem`."""
    return names_things(text) or weight("cure", text) >= 2


def _says_why(issue: Passage) -> bool:
    noted = (line for fence in issue.fences for line in fence.text.splitlines() if line.lstrip().startswith("#"))
    return any(marks.says("causes", text) for text in (*(each.text for each in issue.paragraphs), *noted))


def _reads(effect: Effect, purposes: frozenset[str]) -> bool:
    """Whether a command can confirm something: it looks, or nothing is known of it (a query tool of theirs)."""
    return effect in (Effect.READS, Effect.UNKNOWN) or bool(purposes & _SHOWING)


def _solved(issue: Passage) -> bool:
    changes = any(serious(each) and each.effect in (Effect.CHANGES, Effect.DESTROYS) for each in issue.commands)
    told = any(("`" in line or _ITEM.match(line)) and marks.says("mends", line) for _, line in issue.lines[1:])
    parts = [part for part in issue.about("solution") if content(part)]
    acted = any(_acting(part) for part in parts)
    if parts and not acted and all(_LED_CURE.match(part.title) for part in parts):
        return False
    return acted or changes or told or len(issue.steps) >= 2 or cured(issue)


def _acting(part: Passage) -> bool:
    last = end_of_part(part)
    placed = [each.location.line for each in part.commands] + [each.location.line for each in part.links]
    return any(at <= last for at in placed) or len(part.steps) >= 2 or _acts(own_body(part))


def signs(issue: Passage) -> tuple[str, Passage] | None:
    """The text of the symptom of an issue and where it stands; None where the issue has none of its own."""
    row = next((each for each in issue.rows if issue.first == issue.last == each.location.line), None)
    if row:
        return None
    said = next((part for part in issue.about("symptom") if _LED_SIGN.match(part.title) and content(part)), None)
    return ("\n".join(body(said)), said) if said else None


def is_verbatim(text: str) -> bool:
    """Whether a symptom holds what can be searched for: code, a quotation, a state such as CrashLoopBackOff, a status code."""
    return _VERBATIM.search(text) is not None
