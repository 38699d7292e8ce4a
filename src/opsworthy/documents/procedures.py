"""Steps: the items of a numbered procedure, and blocks of commands that stand alone."""

from collections.abc import Sequence
from dataclasses import replace

from opsworthy.commands.command import Command
from opsworthy.documents.codes import language, read_fence
from opsworthy.documents.document import Expectation, Fence, Step
from opsworthy.documents.expectations import announces_output
from opsworthy.documents.parts import Parts
from opsworthy.text import markdown
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

_OUTPUT = frozenset(["", "text", "plain", "plaintext", "txt", "json", "output", "console", "none", "http", "yaml", "yml", "log"])


@dataclass(frozen=True, slots=True)
class Mark:
    """How many parts there were before an item was read."""

    inline: int
    fences: int
    expectations: int
    paragraphs: int


def mark(parts: Parts) -> Mark:
    return Mark(len(parts.inline), len(parts.fences), len(parts.expectations), len(parts.paragraphs))


def is_step(item: markdown.Item, block: markdown.List, parts: Parts, before: Mark) -> bool:
    """A numbered item, a task, or an item with a block of its own."""
    return block.ordered or item.done is not None or len(parts.fences) > before.fences


def add_item(item: markdown.Item, block: markdown.List, parts: Parts, before: Mark, under: str) -> None:
    """Makes a step of what was read since the mark."""
    fenced = [command for fence in parts.fences[before.fences :] for command in fence.commands]
    commands = sorted([*parts.inline[before.inline :], *fenced], key=lambda each: each.location)
    words = " ".join(each.text for each in parts.paragraphs[before.paragraphs :])
    number = item.number if block.ordered else len(parts.steps) + 1
    parts.steps.append(
        Step(number, words, item.location, tuple(commands), tuple(parts.expectations[before.expectations :]), under)
    )


def add_block(block: markdown.Fence, fence: Fence, parts: Parts, before: markdown.Block | None, under: str) -> None:
    """A block at the level of the section: a step of its own where it has commands, or what the last step prints."""
    words = before.prose.text if isinstance(before, markdown.Paragraph) else ""
    if isinstance(before, markdown.List) and before.ordered and parts.steps and _follows(block, before):
        _add_to_last(parts, fence.commands, fence.expectations)
    elif fence.commands:
        told = [
            command for command in parts.inline if before is not None and words and _within(command.location, before.location)
        ]
        parts.steps.append(Step(len(parts.steps) + 1, words, block.location, (*told, *fence.commands), fence.expectations, under))
    elif fence.language in _OUTPUT and _is_announced(parts, before, words):
        shown = printed(block)
        parts.expectations.append(shown)
        if parts.steps:
            _add_to_last(parts, (), (shown,))


def _add_to_last(parts: Parts, commands: tuple[Command, ...], expectations: tuple[Expectation, ...]) -> None:
    last = parts.steps[-1]
    parts.steps[-1] = replace(last, commands=(*last.commands, *commands), expectations=(*last.expectations, *expectations))


def _follows(block: markdown.Fence, before: markdown.List) -> bool:
    """A block on the line below a numbered list belongs to its last item, though nobody indented it."""
    return block.location.line == before.location.end_line + 1


def _is_announced(parts: Parts, before: markdown.Block | None, words: str) -> bool:
    """The last block of this section had commands, and this one follows it at once or after words that announce output."""
    had = [fence for fence in parts.fences[:-1] if fence.commands]
    return bool(had) and (announces_output(words) or (isinstance(before, markdown.Fence) and bool(parts.fences[-2].commands)))


def printed(block: markdown.Fence) -> Expectation:
    """A block of output as what is to be seen."""
    return Expectation(block.excerpt.text.strip("\n"), block.location)


def shows_output(blocks: Sequence[markdown.Block], at: int, parts: Parts) -> bool:
    """Whether a block inside a list item shows what the block or the words before it announce."""
    block, before = blocks[at], blocks[at - 1] if at else None
    if not isinstance(block, markdown.Fence) or language(block.info) not in _OUTPUT or not parts.fences:
        return False
    announced = isinstance(before, markdown.Paragraph) and announces_output(before.prose.text)
    return (isinstance(before, markdown.Fence) or announced) and not read_fence(block, "", set()).commands


def join_broken_list(block: markdown.List, parts: Parts) -> None:
    """`1.`, a block that was not indented, `2.`: the block belongs to the first item."""
    blocks = {fence.location for fence in parts.fences}
    loose: list[Step] = []
    while block.start > 1 and parts.steps and parts.steps[-1].location in blocks:
        loose.insert(0, parts.steps.pop())
    if not loose:
        return
    if not parts.steps or parts.steps[-1].number != block.start - 1:
        parts.steps.extend(loose)
        return
    joined = (parts.steps.pop(), *loose)
    commands = tuple(command for step in joined for command in step.commands)
    expected = tuple(each for step in joined for each in step.expectations)
    parts.steps.append(replace(joined[0], commands=commands, expectations=expected))


def _within(location: Location, other: Location) -> bool:
    return other.line <= location.line <= max(other.line, other.end_line)
