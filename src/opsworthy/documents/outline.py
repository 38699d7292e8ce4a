"""The blocks of a document sorted under its headings, including bold lines that stand in for headings."""

from collections.abc import Iterable, Iterator
from dataclasses import field

from opsworthy.documents import topics
from opsworthy.documents.environments import named
from opsworthy.documents.labels import is_bold_line
from opsworthy.text import markdown
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.prose import Prose


@dataclass
class Headed:
    """A heading with the blocks of its own and the headed parts below it. `prose` is None for the root."""

    level: int
    prose: Prose | None
    location: Location
    blocks: list[markdown.Block] = field(default_factory=list)
    parts: list["Headed"] = field(default_factory=list)


def outline(blocks: Iterable[markdown.Block], start: Location, kind: str) -> Headed:
    """The tree of headings; headings inside quotes and lists stay where they are, as text."""
    listed = tuple(blocks)
    bare = not any(isinstance(block, markdown.Heading) for block in listed)
    root = Headed(0, None, start)
    path = [root]
    real = 0
    for block in listed:
        if isinstance(block, markdown.Heading):
            real = block.level
            _open(path, Headed(block.level, block.prose, block.location))
        elif isinstance(block, markdown.Paragraph) and _stands_in(block.prose, kind, bare, within=path[-1].level > real):
            _open(path, Headed(real + 1, block.prose, block.location))
        else:
            path[-1].blocks.append(block)
    return root


def _open(path: list[Headed], part: Headed) -> None:
    while path[-1].level >= part.level:
        path.pop()
    path[-1].parts.append(part)
    path.append(part)


def _stands_in(prose: Prose, kind: str, bare: bool, *, within: bool) -> bool:
    """A bold line is a heading where the document has no others, where it names a topic and nothing else, or an environment after
    one that does: **Production** is no part of **Prerequisites**."""
    return is_bold_line(prose) and (bare or topics.exact(prose.text, kind) != "" or (within and named(prose.text) != ()))


def walk(part: Headed) -> Iterator[Headed]:
    """This part and all below it, in the order of the text."""
    waiting = [part]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(here.parts))
