"""The one renderer from typed elements to Markdown."""

from collections.abc import Iterable
from datetime import date

from opsworthy.documents import escape
from opsworthy.documents.markup import (
    AsOf,
    Bullets,
    Code,
    Comment,
    Element,
    Emphasis,
    Expected,
    Fence,
    Heading,
    Item,
    Link,
    Listing,
    OpenQuestion,
    Paragraph,
    Shell,
    Steps,
    Strong,
    TableOf,
    Text,
    Words,
    say,
)


def render(elements: Iterable[Element], as_of: date) -> str:
    """Markdown with a blank line between elements and a newline at the end; `as_of` stands where an element says AsOf."""
    return "\n\n".join("\n".join(_lines(element, as_of)) for element in elements) + "\n"


def inline(words: Words, as_of: date) -> str:
    """A phrase on one line."""
    return "".join(_part(part, as_of) for part in words)


def _part(part: Text | Code | Strong | Emphasis | Link | AsOf, as_of: date) -> str:
    match part:
        case Text(text):
            return escape.prose(text)
        case Code(text):
            return escape.code(text)
        case Strong(words):
            return f"**{inline(words, as_of)}**"
        case Emphasis(words):
            return f"*{inline(words, as_of)}*"
        case Link(words, target):
            address = escape.target(target)
            return escape.code(target) if address is None else f"[{inline(words, as_of)}]({address})"
        case AsOf():
            return as_of.isoformat()


def _lines(element: Element, as_of: date) -> list[str]:
    match element:
        case Heading(level, words):
            return [f"{'#' * level} {inline(words, as_of)}"]
        case Paragraph(words):
            return [escape.line_start(inline(words, as_of))]
        case OpenQuestion(key, ask, who):
            return [f"> {inline(say('**Open question** (`{}`): {} — ask {}.', key, ask, who), as_of)}"]
        case Fence(lines):
            return _fenced("bash", [line for each in lines for line in _shell(each)])
        case Listing(language, lines):
            return _fenced(language, [escape.listing(line) for line in lines])
        case Bullets(items):
            return [line for item in items for line in _item("- ", item, as_of)]
        case Steps(items):
            return [line for number, item in enumerate(items, 1) for line in _item(f"{number}. ", item, as_of)]
        case TableOf(header, rows):
            return _table(header, rows, as_of)


def _shell(line: Shell | Expected | Comment) -> list[str]:
    match line:
        case Shell(text):
            return text.split("\n")
        case Expected(text):
            return [f"# Expected: {escape.one_line(text)}"]
        case Comment(text):
            return [f"# {escape.one_line(text)}"]


def _fenced(language: str, lines: list[str]) -> list[str]:
    fence = escape.fence_for(lines)
    return [fence + language, *lines, fence]


def _item(mark: str, item: Item, as_of: date) -> list[str]:
    """What hangs under an item is indented to its text; a blank line stands only where Markdown needs one."""
    indent = " " * len(mark)
    lines = [mark + escape.line_start(inline(item.words, as_of))]
    children = item.children
    if not item.words and children:
        first, *rest = _lines(children[0], as_of)
        lines, children = [mark + first, *(indent + line for line in rest)], children[1:]
    for child in children:
        if not isinstance(child, Fence | Listing | Bullets | Steps):
            lines.append("")
        lines += [indent + line if line else "" for line in _lines(child, as_of)]
    return lines


def _table(header: tuple[Words, ...], rows: tuple[tuple[Words, ...], ...], as_of: date) -> list[str]:
    def row(cells: tuple[Words, ...]) -> str:
        return "| " + " | ".join(escape.cell(inline(words, as_of)) for words in cells) + " |"

    return [row(header), "|" + "---|" * len(header), *(row(cells) for cells in rows)]
