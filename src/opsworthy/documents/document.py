"""A parsed Markdown document: sections, procedures, steps, commands, expectations, tables, links and amounts with places."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.commands.command import Command
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an operator should see: a comment `# Expected: …` in a block, or a sentence that says so."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block; `commands` are interpreted where it is shell (by its language, or by its words where it has none). `label`
    is the lead-in that it stands under, such as "diagnostic commands"."""

    language: str
    text: str
    location: Location
    commands: tuple[Command, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or bare address; `target` as written, `text` what the reader sees."""

    target: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a text: `low` equals `high` for a point; `period` hour, day, month, year or None; `label` what it is for, as
    written, and `under` the lead-in it stands under, lower case. `unit` is what a price is per, such as "GB", "" for a sum."""

    low: Decimal
    high: Decimal
    currency: str
    period: str | None
    location: Location
    label: str = ""
    is_total: bool = False
    under: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in seconds that a text states (a range has both ends)."""

    low: int
    high: int
    location: Location
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, one list item's own text, or a quoted line; `label` is a leading bold or colon-ended lead-in, lower case,
    such as "symptom" or "expected duration"; `under` is the label of the lead-in that it stands under. `done` for a task list."""

    text: str
    location: Location
    label: str = ""
    in_list: bool = False
    under: str = ""
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are cells of plain text with the location of each row."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Location], ...]
    location: Location

    def column(self, *names: str) -> int | None:
        """The index of the first header that contains one of the names, in lower case."""
        lowered = [cell.lower() for cell in self.header]
        return next((at for at, cell in enumerate(lowered) if any(name in cell for name in names)), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a numbered procedure (or one shell block that stands alone): its words, commands and expectations. `under` is
    the lead-in that the procedure stands under."""

    number: int
    text: str
    location: Location
    commands: tuple[Command, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class HtmlComment:
    """A comment, without its marks; managed blocks and waivers are written in them."""

    text: str
    location: Location


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, its own parts before its subsections. `topic` is what the heading means
    (deployment, operations, prerequisites, verification … see documents/topics.toml), "" where it means nothing known.
    `environments` are canonical names (dev, staging, prod …); `expectations` all of its own, in fences and in words."""

    title: str
    level: int
    topic: str
    location: Location
    paragraphs: tuple[Paragraph, ...] = ()
    fences: tuple[Fence, ...] = ()
    inline: tuple[Command, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    amounts: tuple[Amount, ...] = ()
    durations: tuple[Duration, ...] = ()
    steps: tuple[Step, ...] = ()
    sections: tuple["Section", ...] = ()
    environments: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in the order of the text."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def commands(self) -> Iterator[Command]:
        """Every command of this section and all below it, in fences and inline."""
        for section in self.walk():
            for fence in section.fences:
                yield from fence.commands
            yield from section.inline


@dataclass(frozen=True)
class Document:
    """One parsed Markdown file. `kind` is runbook or cost-plan; `front_matter` as written; `text` the whole file as read;
    `root` has level 0 and holds what stands before the first heading and all sections."""

    kind: str
    path: str
    location: Location
    root: Section
    front_matter: str = ""
    comments: tuple[HtmlComment, ...] = ()
    text: str = ""

    def sections(self) -> Iterator[Section]:
        yield from self.root.walk()

    def topic(self, topic: str) -> Section | None:
        """The first section, outermost and topmost first, whose heading means this topic."""
        found = [section for section in self.sections() if section.topic == topic]
        return min(found, key=lambda section: (section.level, section.location.line), default=None)
