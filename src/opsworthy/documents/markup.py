"""What a drafted document is made of: typed elements, and phrases whose holes are filled with typed values.

The words of a template are ours and may hold `code` and **strong** marks; what fills a hole comes from a repository or from
a person, and stays plain text (or what its element says) whatever characters it holds.
"""

from collections.abc import Callable, Iterable, Iterator
from string import Formatter

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; the renderer escapes whatever Markdown or HTML they hold."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    words: "Words"


@dataclass(frozen=True, slots=True)
class Emphasis:
    words: "Words"


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is an address, a path relative to the document, or `#` and a heading; other schemes are shown as code."""

    words: "Words"
    target: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day on which the document last changed; it stands still while nothing else in the document changes."""


Inline = Text | Code | Strong | Emphasis | Link | AsOf
Words = tuple[Inline, ...]
Hole = str | int | Inline | Words


@dataclass(frozen=True, slots=True)
class Shell:
    """One command line, every foreign word in it already quoted (see `documents.shell.sh`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What to see after the command before it; rendered as a comment `# Expected: …`."""

    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Fence:
    """A shell block."""

    lines: "tuple[Line, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A block of code or configuration that is shown, not run."""

    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with what hangs under it."""

    words: Words
    children: "tuple[Element, ...]" = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered procedure."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TableOf:
    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What nobody has said yet: `key` is where the answer goes in opsworthy.toml, `who` could give it."""

    key: str
    ask: str
    who: str


Element = Heading | Paragraph | Fence | Listing | Bullets | Steps | TableOf | OpenQuestion

Line = Shell | Expected | Comment


def fence(*lines: Line | str | None) -> Fence:
    """A shell block; a bare text is what to expect of the command before it, and None is left out."""
    return Fence(tuple(Expected(line) if isinstance(line, str) else line for line in lines if line is not None))


def step(words: "Words | str", *children: "Element | None") -> Item:
    """One entry of a list with what hangs under it."""
    return Item(say(words) if isinstance(words, str) else words, tuple(child for child in children if child is not None))


def paragraph(template: str, *holes: "Hole") -> Paragraph:
    return Paragraph(say(template, *holes))


def table(header: tuple[str, ...], rows: "Iterable[tuple[Hole, ...]]") -> TableOf:
    """A table whose cells may be any values."""
    return TableOf(tuple(map(words_of, header)), tuple(tuple(map(words_of, row)) for row in rows))


_MARKS = regex(r"`([^`]+)`|\*\*([^*]+)\*\*")
_Resolve = Callable[[str], Hole]


def say(template: str, *holes: Hole, **named: Hole) -> Words:
    """A phrase: `{}` and `{name}` in the template take the holes, as str.format does. Inside `code` marks a hole must be
    text or a number."""
    values = iter(holes)

    def resolve(name: str) -> Hole:
        return named[name] if name else next(values)

    words: list[Inline] = []
    at = 0
    for mark in _MARKS.finditer(template):
        words += _filled(template[at : mark.start()], resolve)
        at = mark.end()
        code, strong = mark.groups()
        words.append(Strong(tuple(_filled(strong, resolve))) if code is None else Code(_plain(code, resolve)))
    words += _filled(template[at:], resolve)
    return tuple(words)


def words_of(hole: Hole) -> Words:
    """Any value as words: text and numbers become plain text."""
    if isinstance(hole, str | int):
        return (Text(str(hole)),)
    return hole if isinstance(hole, tuple) else (hole,)


def joined(parts: Iterable[Hole], separator: str = ", ", last: str | None = None) -> Words:
    """Several values in one phrase; `last`, such as " and ", stands before the final one."""
    each = [words_of(part) for part in parts]
    words: list[Inline] = []
    for at, part in enumerate(each):
        if at:
            words.append(Text(last if last is not None and at == len(each) - 1 else separator))
        words += part
    return tuple(words)


def _filled(template: str, resolve: _Resolve) -> Iterator[Inline]:
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            yield Text(literal)
        if name is not None:
            yield from words_of(resolve(name))


def _plain(template: str, resolve: _Resolve) -> str:
    parts: list[str] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            held = resolve(name)
            if not isinstance(held, str | int):
                raise TypeError(f"a code mark holds text, not {type(held).__name__}: {template!r}")
            parts.append(str(held))
    return "".join(parts)
