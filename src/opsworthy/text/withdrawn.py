"""What stands in a text and counts as not there: struck out, quoted as an example of what not to do, crammed into one cell,
repeated under heading after heading, written in letters that only look right, or a page pasted into a code block."""

import re
from collections import defaultdict
from collections.abc import Iterator

Stretch = tuple[int, int]

_STRUCK = re.compile(r"(?<!~)~~(?!~)(?:(?!~~|\n[ \t]*\n).){1,4000}~~(?!~)|<(s|del|strike)>(?:(?!<\1>).){1,4000}?</\1>", re.DOTALL)
_WARNED = re.compile(
    r"^[^>|\n]{0,300}\b(?:do(?:n['’]t| not) (?:do|follow|copy) (?:this|it)|what not to do|how not to|bad example|anti-?pattern)\b"
    r"[^\n]{0,100}:[*_ \t]*\n(?:[ \t]*\n)*(?P<quoted>(?:[ \t]*>[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]*>))+)",
    re.IGNORECASE | re.MULTILINE,
)
_CELL = re.compile(r"(?<=\|)[^|\n]{900,}(?=\|)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<title>\S[^\n]*)$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([^\n`]*)$", re.MULTILINE)
_PLAIN = frozenset(["", "text", "txt", "markdown", "md"])
_INNER = re.compile(r"^#{2,6} \S", re.MULTILINE)
_MIXED = re.compile(r"[A-Za-z][аеорсхуіј]|[аеорсхуіј][A-Za-z]")
_FOREIGN = re.compile(r"[бвгджзийклмнптфцчшщъыьэюя]{2}", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_COPIES = 6
_FEW_LETTERS = 8
_MIXTURES = 5


def withdrawn(text: str, bare: str) -> Iterator[Stretch]:
    """Every such stretch, by offsets; `bare` is the text without the contents of code."""
    if "~~" in bare or "<s>" in bare or "<del>" in bare or "<strike>" in bare:
        yield from (each.span() for each in _STRUCK.finditer(bare))
    if "\n>" in text:
        yield from (each.span("quoted") for each in _WARNED.finditer(text))
    if "|" in text:
        yield from (each.span() for each in _CELL.finditer(text))
    if "\n```" in text or "\n~~~" in text:
        yield from _pasted(text)
    if not text.isascii():
        yield from _look_alikes(text)
    yield from (stretch for copies in repeated(text, bare) for stretch in copies)


def _pasted(text: str) -> Iterator[Stretch]:
    """The contents of blocks of no language that hold a page with headings of its own."""
    opened: re.Match[str] | None = None
    for mark in _FENCE.finditer(text):
        if opened is None:
            opened = mark
        elif mark[1].startswith(opened[1]) and not mark[2].strip():
            body = text[opened.end() : mark.start()]
            if opened[2].strip().lower() in _PLAIN and len(_INNER.findall(body)) > 1:
                yield opened.end(), mark.start()
            opened = None


def _look_alikes(text: str) -> Iterator[Stretch]:
    """The lines with words that mix Latin letters with Cyrillic ones of the same look, in a text that is in no Cyrillic language."""
    if len(_MIXED.findall(text)) < _MIXTURES or _FOREIGN.search(text):
        return
    at = 0
    for line in text.splitlines(keepends=True):
        if _MIXED.search(line):
            yield at, at + len(line)
        at += len(line)


def repeated(text: str, bare: str) -> list[list[Stretch]]:
    """What stands word for word below so many different headings that it is about none of them; a heading's own words in it
    may differ. Each with all its places."""
    heads = list(_HEADING.finditer(bare))
    if len(heads) < _COPIES:
        return []
    bodies: dict[str, dict[str, Stretch]] = defaultdict(dict)
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        title, end = head["title"].strip().lower(), after.start() if after else len(text)
        said = _SPACES.sub(" ", text[head.end() : end].lower().replace(title, "¤")).strip()
        if sum(letter.isalpha() for letter in said[:100]) >= _FEW_LETTERS:
            bodies[said].setdefault(title, (head.end(), end))
    return [list(places.values()) for places in bodies.values() if len(places) >= _COPIES]
