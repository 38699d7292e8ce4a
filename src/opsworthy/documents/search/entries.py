"""The entries of a document: its sections with their parts folded in, issues under lead-ins, and rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document, Fence, Paragraph, Section, Table
from opsworthy.documents.environments import named
from opsworthy.documents.search.entry import (
    CAUSE,
    COMMAND,
    EXPECTED,
    HEADING,
    OUTPUT,
    ROW,
    SOLUTION,
    STEP,
    SYMPTOM,
    TEXT,
    Entry,
    Line,
)
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

PARTS = frozenset(
    ["prerequisites", "steps", "verification", "duration", "symptoms", "causes", "diagnosis", "solution", "assumptions"]
)
_QUESTION = regex(r"\W*Open question\b")
_KINDS = (
    (SYMPTOM, regex(r"\b(?:symptom|sign|problem|what you see|error|impact|alert)", re.IGNORECASE)),
    (CAUSE, regex(r"\b(?:cause|reason|why|background)", re.IGNORECASE)),
    (SOLUTION, regex(r"\b(?:solution|fix|resol|mitigat|remed|action|what to do|workaround|steps?)", re.IGNORECASE)),
)
_ISSUE = regex(r"\b(?:diagnos|check|investigat|confirm|verif|expect|note|duration|example|owner)", re.IGNORECASE)
_MOST_LINES = 400
_SMALL = 50
_LONGEST = 2000
_SPACES = regex(r"\s*\\?\s*\n\s*")


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands over a section."""

    trail: tuple[str, ...]
    topics: tuple[str, ...]
    environments: tuple[str, ...]


def entries_of(document: Document, kind: str = "") -> tuple[Entry, ...]:
    """Every entry of a document in the order of the text; those that hold nothing but a heading too. `kind` where it is not that
    of the document."""
    last = document.text.count("\n") + 1
    found = _walk(document, document.root, _Above((), (), ()), last)
    tops = document.root.sections
    page = tops[0].title if len(tops) == 1 and tops[0].level == 1 else ""
    return tuple(replace(each, document=kind or document.kind, page=page if each.title != page else "") for each in found)


def _walk(document: Document, section: Section, above: _Above, end: int) -> Iterator[Entry]:
    own = section.level > 0 or section.paragraphs or section.tables or section.fences
    if own:
        entry = _entry(document, section, above, end)
        yield entry
        yield from _issues(entry, section)
        yield from _rows(entry, section.tables)
    inner = above
    if section.level > 0 and not _is_title(document, section):
        topics = (section.topic, *above.topics) if section.topic else above.topics
        inner = _Above((*above.trail, section.title), topics, named(section.title) or above.environments)
    starts = [each.location.line for each in section.sections]
    for at, below in enumerate(section.sections):
        yield from _walk(document, below, inner, starts[at + 1] - 1 if at + 1 < len(starts) else end)


def _is_title(document: Document, section: Section) -> bool:
    """The one heading that holds the whole document."""
    return section.level == 1 and len(document.root.sections) == 1


def _entry(document: Document, section: Section, above: _Above, end: int) -> Entry:
    folded = [each for each in section.sections if each.topic in PARTS]
    if len(folded) < len(section.sections) and _size(section) <= _SMALL:
        folded = list(section.sections)
    below = [line for part in folded for inner in part.walk() for line in (_heading(inner), *_lines(inner))]
    commands = [command for part in (section, *folded) for command in _commands(part)]
    purposes = {purpose for command in commands for purpose in command.purposes}
    return Entry(
        path=document.path,
        line=max(1, section.location.line),
        end_line=max(end, section.location.line),
        title=section.title,
        kind="section",
        document=document.kind,
        trail=above.trail,
        topic=section.topic,
        above=above.topics,
        parts=tuple(dict.fromkeys(each.topic for each in folded)),
        environments=named(section.title) or above.environments,
        purposes=tuple(sorted(purposes)),
        lines=tuple(_lines(section))[:_MOST_LINES],
        below=tuple(below)[:_MOST_LINES],
        amounts=sum(len(each.amounts) for part in (section, *folded) for each in part.walk()),
    )


def _size(section: Section) -> int:
    """About how many lines stand in the sections below."""
    parts = [part for below in section.sections for part in below.walk()]
    return sum(
        len(each.paragraphs) + sum(2 + fence.text.count("\n") for fence in each.fences) + sum(len(t.rows) for t in each.tables)
        for each in parts
    )


def _commands(section: Section) -> Iterator[Command]:
    for fence in section.fences:
        yield from fence.commands
    yield from section.inline


def _heading(section: Section) -> Line:
    return Line(HEADING, section.title, section.location.line)


def _lines(section: Section) -> list[Line]:
    """What a section itself says, by line; an open question is nothing that it says."""
    fenced = {each.location.line for each in section.fences}
    steps = {each.location.line: each.number for each in section.steps if each.location.line not in fenced}
    found = [each for paragraph in section.paragraphs for each in _said(paragraph, steps)]
    found += [each for fence in section.fences for each in _shown(fence)]
    found += [each for table in section.tables for each in _table(table)]
    return sorted(found, key=lambda each: each.line)


def _said(paragraph: Paragraph, steps: dict[int, int]) -> Iterator[Line]:
    if _QUESTION.match(paragraph.text) or not paragraph.text.strip():
        return
    line = paragraph.location.line
    kind = _kind(paragraph.label or paragraph.under)
    if line in steps and kind in (TEXT, SOLUTION):
        yield Line(STEP, f"{steps[line]}. {_flat(paragraph.text)}", line)
    else:
        yield Line(kind, _flat(paragraph.text), line)


def _kind(label: str) -> str:
    return next((kind for kind, pattern in _KINDS if label and pattern.search(label)), TEXT)


def _shown(fence: Fence) -> Iterator[Line]:
    """The lines of a code block as they stand: what is typed, what should be seen, remarks, output."""
    expected = {each.location.line: each.text for each in fence.expectations}
    typed = {each.location.line for each in fence.commands}
    transcript = fence.language == "console" or any(line.lstrip().startswith("$ ") for line in fence.text.split("\n"))
    for at, raw in enumerate(fence.text.split("\n"), fence.location.line + 1):
        text = raw.strip()[:_LONGEST]
        if text and at in expected:
            yield Line(EXPECTED, _flat(expected[at]), at)
        elif text and fence.commands and text.startswith("#"):
            yield Line(TEXT, text, at)
        elif text:
            is_typed = bool(fence.commands) and (at in typed or not transcript)
            yield Line(COMMAND if is_typed else OUTPUT, text.removeprefix("$ ") if is_typed else text, at)


def _table(table: Table) -> Iterator[Line]:
    for cells, location in table.rows:
        told = [
            cell if at == 0 else f"{table.header[at]}: {cell}"
            for at, cell in enumerate(cells[: len(table.header)])
            if cell.strip(" -–—")
        ]
        if told:
            yield Line(ROW, _flat("; ".join(told)), location.line)


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text.strip())[:_LONGEST]


def _issues(entry: Entry, section: Section) -> Iterator[Entry]:
    """Where a section lists several things under lead-ins of their own, each is an entry."""
    labels = [each for each in section.paragraphs if each.label and not each.in_list and _names(each.label)]
    if len(labels) < 2:
        return
    starts = sorted({each.location.line: each for each in labels}.items())
    limit = min((each.location.line for each in section.sections), default=entry.end_line + 1)
    for at, (line, label) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else limit
        lines = tuple(each for each in entry.lines if line <= each.line < end)
        title = next((each.text for each in lines if each.line == line), label.label)
        title = title if len(title) <= 80 else label.label
        if len(lines) > 1:
            yield _inside(entry, "issue", title.rstrip(" :"), line, end - 1, lines)


def _names(label: str) -> bool:
    """Whether a lead-in names a thing rather than a part of one."""
    return _kind(label) == TEXT and not _ISSUE.search(label)


def _rows(entry: Entry, tables: tuple[Table, ...]) -> Iterator[Entry]:
    for table in tables:
        for cells, location in table.rows:
            if cells and cells[0].strip() and len(cells) > 1:
                lines = tuple(each for each in entry.lines if each.line == location.line)
                yield _inside(entry, "row", _flat(cells[0]), location.line, location.line, lines)


def _inside(entry: Entry, kind: str, title: str, line: int, end: int, lines: tuple[Line, ...]) -> Entry:
    topics = (entry.topic, *entry.above) if entry.topic else entry.above
    trail = (*entry.trail, entry.title) if entry.title else entry.trail
    return replace(
        entry, kind=kind, title=title, line=line, end_line=end, trail=trail, topic="", above=topics, parts=(), lines=lines,
        below=(),         environments=named(title) or entry.environments, amounts=0, purposes=(),
    )  # fmt: skip
