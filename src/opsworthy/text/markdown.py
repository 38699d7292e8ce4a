"""The blocks of a Markdown text, as a tree with places."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location
from opsworthy.text.prose import Comment, Prose


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    prose: Prose
    location: Location


@dataclass(frozen=True, slots=True)
class Paragraph:
    prose: Prose
    location: Location


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced or indented code block; `info` is what stands after the opening fence."""

    info: str
    excerpt: Excerpt
    location: Location


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Prose, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    header: Row
    rows: tuple[Row, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `number` as counted, `done` for a task list."""

    number: int
    blocks: tuple["Block", ...]
    location: Location
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    ordered: bool
    start: int
    items: tuple[Item, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Html:
    text: str
    location: Location
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    location: Location


@dataclass(frozen=True, slots=True)
class FrontMatter:
    text: str
    location: Location


Block = Heading | Paragraph | Fence | Table | List | Quote | Html | Rule | FrontMatter
