"""A document as a rule reads it: its parts in the order of the text, and the passages that are about something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from opsworthy.commands.command import Command
from opsworthy.documents.document import Amount, Document, Duration, Expectation, Fence, Link, Paragraph, Section, Step
from opsworthy.findings.outline import lines_of
from opsworthy.rules.shapes.subject import means
from opsworthy.text.hidden import visible
from opsworthy.text.location import Location

_QUESTION = re.compile(r"\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?>\s*\*\*Open question\*\*\s*\(`([^`]{1,200})`\)(.*)")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that the document shows as open: `key` of opsworthy.toml."""

    key: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `first_cell` is what it is about, `header` what its cells are."""

    header: tuple[str, ...]
    cells: tuple[str, ...]
    location: Location

    def cell(self, subject: str) -> str:
        """The cell under the first header that names the subject; empty where there is none."""
        return next((cell for name, cell in zip(self.header, self.cells, strict=False) if means(name, subject)), "")

    def has(self, subject: str) -> bool:
        return any(means(name, subject) for name in self.header)


@dataclass(frozen=True, eq=False)
class Passage:
    """Lines of a document that are about one thing: a section with all below it, a part of one with its own lead-in, a list
    item, or a row of a table."""

    title: str
    location: Location
    first: int
    last: int
    reading: "Reading" = field(repr=False)
    section: Section | None = field(default=None, repr=False)
    row: bool = False

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and self.first <= line <= self.last

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        return tuple(each for each in self.reading.commands if each.location.line in self)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(each for each in self.reading.paragraphs if each.location.line in self)

    @property
    def fences(self) -> tuple[Fence, ...]:
        return tuple(each for each in self.reading.fences if each.location.line in self)

    @property
    def expectations(self) -> tuple[Expectation, ...]:
        return tuple(each for each in self.reading.expectations if each.location.line in self)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(each for each in self.reading.rows if each.location.line in self)

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(each for each in self.reading.links if each.location.line in self)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return tuple(each for each in self.reading.amounts if each.location.line in self)

    @property
    def durations(self) -> tuple[Duration, ...]:
        return tuple(each for each in self.reading.durations if each.location.line in self)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(each for each in self.reading.steps if each.location.line in self)

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        return tuple(each for each in self.reading.questions if each.line in self)

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The numbered lines of the text, without those that show an open question."""
        asked = {question.line for question in self.questions}
        return tuple((at, self.reading.line(at)) for at in range(self.first, self.last + 1) if at not in asked)

    def about(self, *subjects: str) -> tuple["Passage", ...]:
        """The passages inside this one whose title names one of the subjects, in the order of the text."""
        return tuple(each for each in self.reading.passages if self._holds(each) and _names(each.title, subjects))

    def parts(self) -> tuple["Passage", ...]:
        """The sections right below this one."""
        below = self.section.sections if self.section else ()
        return tuple(each for each in self.reading.headed if any(each.section is section for section in below))

    def _holds(self, other: "Passage") -> bool:
        return (
            other is not self
            and self.first <= other.first
            and other.last <= self.last
            and ((other.first, other.last) != (self.first, self.last) or other.section is None)
        )


def _names(title: str, subjects: tuple[str, ...]) -> bool:
    return any(means(title, subject) for subject in subjects)


@dataclass(frozen=True, eq=False)
class Reading:
    """The parts of a document, flat and in order; what shows an open question is not content and is left out, and so is what no
    reader of the page sees."""

    document: Document

    @cached_property
    def text(self) -> tuple[str, ...]:
        return lines_of(visible(self.document.text))

    def line(self, number: int) -> str:
        return self.text[number - 1] if 0 < number <= len(self.text) else ""

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        found = ((at, _QUESTION.match(line)) for at, line in enumerate(self.text, 1))
        return tuple(OpenQuestion(match.group(1), match.group(2).strip(" :"), at) for at, match in found if match)

    @cached_property
    def _asked(self) -> frozenset[int]:
        return frozenset(question.line for question in self.questions)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self.document.sections())

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        every = {(each.location, each.text): each for section in self.sections for each in _commands(section)}
        return tuple(sorted((each for each in every.values() if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        every = (each for section in self.sections for each in section.paragraphs)
        return tuple(sorted((each for each in every if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        return tuple(sorted((each for section in self.sections for each in section.fences), key=lambda each: each.location))

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        every = {(each.location, each.text): each for section in self.sections for each in section.expectations}
        return tuple(sorted((each for each in every.values() if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        tables = (table for section in self.sections for table in section.tables)
        every = (Row(table.header, cells, at) for table in tables for cells, at in table.rows)
        return tuple(sorted(every, key=lambda each: each.location))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        every = (each for section in self.sections for each in section.links)
        return tuple(sorted((each for each in every if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        every = (each for section in self.sections for each in section.amounts)
        return tuple(sorted((each for each in every if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        every = (each for section in self.sections for each in section.durations)
        return tuple(sorted((each for each in every if self._counts(each.location)), key=lambda each: each.location))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(sorted((each for section in self.sections for each in section.steps), key=lambda each: each.location))

    def _counts(self, location: Location) -> bool:
        return location.line not in self._asked

    @cached_property
    def whole(self) -> Passage:
        """The document as one passage."""
        return Passage("", self.document.location, 1, max(1, len(self.text)), self, self.document.root)

    @cached_property
    def headed(self) -> tuple[Passage, ...]:
        """The passage of every section that has a heading, in order."""
        return tuple(self._of_section(at, section) for at, section in enumerate(self.sections) if section.level > 0)

    def _of_section(self, at: int, section: Section) -> Passage:
        following = (other.location.line - 1 for other in self.sections[at + 1 :] if 0 < other.level <= section.level)
        last = next(following, len(self.text))
        return Passage(section.title, section.location, section.location.line, max(last, section.location.line), self, section)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Sections, labelled parts, and rows of tables: everything that has a title of its own, in the order of the text."""
        parts = [part for section in self.headed for part in self._parts(section)]
        parts += list(self._parts(self.whole))
        rows = [
            Passage(row.cells[0], row.location, row.location.line, row.location.line, self, row=True)
            for row in self.rows
            if row.cells and row.cells[0].strip()
        ]
        return tuple(sorted((*self.headed, *parts, *rows), key=lambda each: (each.first, -each.last)))

    def _parts(self, owner: Passage) -> Iterator[Passage]:
        """The parts of one section that a bold or colon-ended lead-in opens; each runs to the next one of its kind or less
        deep, or to the next heading."""
        section = owner.section
        if section is None:
            return
        end = min((below.location.line - 1 for below in section.sections), default=owner.last)
        labels = [each for each in section.paragraphs if each.label and self._counts(each.location)]
        labels.sort(key=lambda each: each.location)
        for at, label in enumerate(labels):
            later = (
                other.location.line - 1
                for other in labels[at + 1 :]
                if other.location.line > label.location.line and _depth(other) <= _depth(label)
            )
            last = max(label.location.line, next(later, end))
            yield Passage(label.label, label.location, label.location.line, last, self)


def _depth(label: Paragraph) -> tuple[int, int]:
    """Outer lead-ins before inner ones: running text before list items, list items by their indent."""
    return (1 if label.in_list else 0, label.location.column)


def _commands(section: Section) -> Iterator[Command]:
    for fence in section.fences:
        yield from fence.commands
    yield from section.inline
    for step in section.steps:
        yield from step.commands


class _Same:
    """A document as a key: the same object, whatever it holds."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=8)
def _reading(key: _Same) -> Reading:
    return Reading(key.document)


def reading(document: Document) -> Reading:
    """How a document reads; worked out once per document."""
    return _reading(_Same(document))
