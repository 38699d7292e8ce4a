"""A document as a rule reads it: its parts in the order of the text, and the passages that are about something."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cached_property, lru_cache
from operator import attrgetter

from opsworthy.commands.command import Command
from opsworthy.documents.document import Amount, Document, Duration, Expectation, Fence, Link, Paragraph, Section, Step
from opsworthy.findings.outline import lines_of
from opsworthy.rules.shapes.owned import commands_of, depth_of
from opsworthy.rules.shapes.placed import Lines, Part, Titles, between
from opsworthy.rules.shapes.promise import may_promise, promises
from opsworthy.rules.shapes.same import Same
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.telling import tells
from opsworthy.text.dataclass import dataclass
from opsworthy.text.hidden import visible
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_QUESTION = regex(r"\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?>\s*\*\*Open question\*\*\s*\(`([^`]{1,200})`\)(.*)")

_PLACE = attrgetter("location.line", "location.column", "location.end_line", "location.end_column")
"""Within one document: quicker than to compare locations."""


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
        return between(self.reading.commands, self.first, self.last)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return between(self.reading.paragraphs, self.first, self.last)

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        return between(self.reading.fences, self.first, self.last)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        return between(self.reading.expectations, self.first, self.last)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return between(self.reading.rows, self.first, self.last)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return between(self.reading.links, self.first, self.last)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return between(self.reading.amounts, self.first, self.last)

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        return between(self.reading.durations, self.first, self.last)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return between(self.reading.steps, self.first, self.last)

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        return tuple(each for each in self.reading.questions if each.line in self)

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The numbered lines of the text, without those that show an open question."""
        return self.reading.lines.between(self.first, self.last)

    def passing(self, test: Callable[[str], bool]) -> Iterator[int]:
        """The lines outside of code blocks that pass a test, which is a function of a module."""
        return (at for at in self.reading.lines.passing(test, self.first, self.last) if not self.in_fence(at))

    def in_fence(self, line: int) -> bool:
        """Whether a line stands in a code block that begins in this passage."""
        return self.reading.fenced.get(line, 0) >= self.first

    def about(self, *subjects: str) -> tuple["Passage", ...]:
        """The passages inside this one whose title names one of the subjects, in the order of the text."""
        found = self._about.get(subjects)
        if found is None:
            passages, inside = self.reading.passages, self.reading.titles.naming(subjects, self.first, self.last)
            found = self._about[subjects] = tuple(passages[at] for at in inside if self._holds(passages[at]))
        return found

    @cached_property
    def _about(self) -> dict[tuple[str, ...], tuple["Passage", ...]]:
        return {}

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
        text = self.text if "**Open question**" in self.document.text else ()
        found = ((at, _QUESTION.match(line)) for at, line in enumerate(text, 1))
        return tuple(OpenQuestion(match.group(1), match.group(2).strip(" :"), at) for at, match in found if match)

    @cached_property
    def _asked(self) -> frozenset[int]:
        text = self.text if may_promise(self.document.text) else ()
        put_off = (at for at, line in enumerate(text, 1) if promises(line))
        return frozenset((*(question.line for question in self.questions), *put_off))

    @cached_property
    def lines(self) -> Lines:
        return Lines(tuple((at, line) for at, line in enumerate(self.text, 1) if at not in self._asked))

    @cached_property
    def fenced(self) -> dict[int, int]:
        """Where the code block begins that a line stands in."""
        return {
            line: fence.location.line
            for fence in self.fences
            for line in range(fence.location.line, max(fence.location.line, fence.location.end_line) + 1)
        }

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self.document.sections())

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        every = {(*_PLACE(each), each.text): each for section in self.sections for each in commands_of(section)}
        return self._counted(every.values())

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self._counted(each for section in self.sections for each in section.paragraphs)

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        return tuple(sorted((each for section in self.sections for each in section.fences), key=_PLACE))

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        every = {(*_PLACE(each), each.text): each for section in self.sections for each in section.expectations}
        return self._counted(each for each in every.values() if tells(each, self._code))

    @cached_property
    def _code(self) -> frozenset[str]:
        """The lines on which commands stand."""
        return frozenset(self.line(each.location.line).strip().removeprefix("$ ") for each in self.commands)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        tables = (table for section in self.sections for table in section.tables)
        every = (Row(table.header, cells, at) for table in tables for cells, at in table.rows)
        return tuple(sorted(every, key=_PLACE))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return self._counted(each for section in self.sections for each in section.links)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return self._counted(each for section in self.sections for each in section.amounts)

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        return self._counted(each for section in self.sections for each in section.durations)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(sorted((each for section in self.sections for each in section.steps), key=_PLACE))

    def _counted(self, every: Iterable[Part]) -> tuple[Part, ...]:
        counted = (each for each in every if self._counts(each.location)) if self._asked else every
        return tuple(sorted(counted, key=_PLACE))

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

    @cached_property
    def titles(self) -> Titles:
        return Titles([(each.title, each.first) for each in self.passages])

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
                if other.location.line > label.location.line and depth_of(other) <= depth_of(label)
            )
            last = max(label.location.line, next(later, end))
            yield Passage(label.label, label.location, label.location.line, last, self)


@lru_cache(maxsize=8)
def _reading(key: Same[Document]) -> Reading:
    return Reading(key.it)


def reading(document: Document) -> Reading:
    """How a document reads; worked out once per document."""
    return _reading(Same(document))
