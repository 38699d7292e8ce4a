"""What stands in a text and counts as not there: struck out, quoted as an example of what not to do, crammed into one cell,
repeated under heading after heading, a list of changes or of
hundreds of rows, written in letters that only look right, or a page pasted into a code block."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from opsworthy.text.regex import regex

Stretch = tuple[int, int]

_STRUCK = regex(r"(?<!~)~~(?!~)(?:(?!~~|\n[ \t]*\n).){1,4000}~~(?!~)|<(s|del|strike)>(?:(?!<\1>).){1,4000}?</\1>", re.DOTALL)
_WARNED = regex(
    r"^[^>|\n]{0,300}\b(?:do(?:n['’]t| not) (?:do|follow|copy) (?:this|it)|what not to do|how not to|bad example|anti-?pattern)\b"
    r"[^\n]{0,100}:[*_ \t]*\n(?:[ \t]*\n)*(?P<quoted>(?:[ \t]*>[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]*>))+)",
    re.IGNORECASE | re.MULTILINE,
)
_WARNS = regex(r":[*_ \t]*\n\s*>")
_STRIKES = ("~~", "<s>", "<del>", "<strike>")
_MAY = regex(r"\n(?:[-*+] +\**v?\d+\.\d|[ \t]*\|[^\n]{600}|(?:```|~~~)[ \t]*(?:te?xt|markdown|md)?[ \t]*\n\s*#)")
_TABLE_ROW = regex(r"^[ \t]*\|[^\n]{600,}$", re.MULTILINE)
_CELL = regex(r"(?<=\|)[^|\n]{600,}(?=\|)")
_HEADING = regex(r"^ {0,3}#{1,6}[ \t]+(?P<title>\S[^\n]*)$", re.MULTILINE)
_FENCE = regex(r"^[ \t]*(`{3,}|~{3,})[ \t]*([^\n`]*)$", re.MULTILINE)
_PLAIN = frozenset(["", "text", "txt", "markdown", "md"])
_CHANGE = regex(r"^[-*+] +\**v?\d+\.\d+(?:\.\d+)?\**(?: \([^)\n]*\))?:[^\n]*(?:\n[ \t]+\S[^\n]*)*", re.MULTILINE)
_CHANGED = regex(r"\n[-*+] +\**v?\d")
_LONG = regex(r"^(?![ \t]*(?:\||\[))[^\n]{350,}$", re.MULTILINE)
_STOPS = regex(r"[.,;:!?|](?=\s|$|[*_`\"])")
_ROWS = regex(r"(?:^\|[^\n]*\n){500,}", re.MULTILINE)
_INNER = regex(r"^#{2,6} \S", re.MULTILINE)
_ALIKE = "аеорсхуіј"
_MIXED = regex(r"[A-Za-z][аеорсхуіј]|[аеорсхуіј][A-Za-z]")
_FOREIGN = regex(r"[бвгджзийклмнптфцчшщъыьэюя]{2}", re.IGNORECASE)
_LETTER = regex(r"[^\W\d_]")
_COPIES, _LONG_COPIES, _LONG_TEXT = 6, 4, 400
_LONG_LINE = 350
_MANY_ROWS = 500
_CHANGES = 5
_WORDS = 50
_FEW_LETTERS = 8
_MIXTURES = 5


def may_withdraw(text: str) -> bool:
    """Whether a closer look at a text is worth its time, which most texts are not."""
    return (
        any(mark in text for mark in _STRIKES)
        or _WARNS.search(text) is not None
        or _MAY.search(text) is not None
        or _MAY.match("\n" + text[:2000]) is not None
        or text.count("\n|") >= _MANY_ROWS
        or any(_stuffed(each) for each in text.split("\n") if len(each) >= _LONG_LINE and _LONG.match(each))
        or (_has_look_alikes(text) and _MIXED.search(text) is not None)
        or may_repeat(text)
    )


def withdrawn(text: str, bare: Callable[[], str]) -> Iterator[Stretch]:
    """Every such stretch, by offsets; `bare` gives the text without the contents of code, which takes its time."""
    if any(mark in text for mark in _STRIKES) and any(mark in bare() for mark in _STRIKES):
        yield from (each.span() for each in _STRUCK.finditer(bare()))
    if _WARNS.search(text):
        yield from (each.span("quoted") for each in _WARNED.finditer(text))
    has_long = any(len(line) >= _LONG_LINE for line in text.split("\n"))
    if has_long and "|" in text:
        rows = (row.span() for row in _TABLE_ROW.finditer(bare()))
        yield from (cell.span() for start, end in rows for cell in _CELL.finditer(text, start, end))
    if "\n```" in text or "\n~~~" in text:
        yield from _pasted(text)
    if text.count("\n|") >= _MANY_ROWS:
        yield from (each.span() for each in _ROWS.finditer(text))
    if has_long:
        yield from _crammed(bare())
    changes = [each.span() for each in _CHANGE.finditer(text)] if _CHANGED.search(text) or _CHANGE.match(text) else []
    yield from changes if len(changes) >= _CHANGES else ()
    if _has_look_alikes(text):
        yield from _look_alikes(text)
    if may_repeat(text):
        yield from (stretch for copies in repeated(text, bare()) for stretch in copies)


def _crammed(bare: str) -> Iterator[Stretch]:
    """The lines that are stuffed."""
    at = 0
    for line in bare.split("\n"):
        if len(line) >= _LONG_LINE and _LONG.match(line) and _stuffed(line):
            yield at, at + len(line)
        at += len(line) + 1


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


def _has_look_alikes(text: str) -> bool:
    return not text.isascii() and any(letter in text for letter in _ALIKE)


def _look_alikes(text: str) -> Iterator[Stretch]:
    """The lines with words that mix Latin letters with Cyrillic ones of the same look, in a text in no such language."""
    if len(_MIXED.findall(text)) < _MIXTURES or _FOREIGN.search(text):
        return
    at = 0
    for line in text.splitlines(keepends=True):
        if _MIXED.search(line):
            yield at, at + len(line)
        at += len(line)


def _stuffed(line: str) -> bool:
    """Whether a line strings dozens of words together without saying anything: hardly a stop or a comma."""
    return line.isascii() and line.count(" ") > _WORDS and "`" not in line and len(_STOPS.findall(line)) * 200 < len(line)


@lru_cache(maxsize=16)
def may_repeat(text: str) -> bool:
    """Whether so many bodies begin alike that they may be the same."""
    begun = Counter(text[each.end() : each.end() + 12].strip()[:6] for each in _HEADING.finditer(text))
    return any(count >= _LONG_COPIES for count in begun.values())


def _most(said: str) -> int:
    """How often a text may stand in a document, plus one; a long one is written for its own heading sooner than a short one."""
    return _LONG_COPIES if len(said) > _LONG_TEXT else _COPIES


@lru_cache(maxsize=4)
def repeated(text: str, bare: str) -> list[list[Stretch]]:
    """What stands word for word below so many different headings that it is about none of them; a heading's own words in it
    may differ. Each with all its places."""
    heads = list(_HEADING.finditer(bare))
    if len(heads) < _LONG_COPIES:
        return []
    alike: dict[str, dict[str, Stretch]] = defaultdict(dict)
    same: dict[str, dict[str, Stretch]] = defaultdict(dict)
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        title, end = head["title"].strip().lower(), after.start() if after else len(text)
        said = " ".join(text[head.end() : end].lower().split())
        if len(_LETTER.findall(said[:60])) >= _FEW_LETTERS:
            same[said].setdefault(title, (head.end(), end))
            alike[said.replace(title, "¤")].setdefault(title, (head.end(), end))
    found = [list(places.values()) for bodies in (same, alike) for said, places in bodies.items() if len(places) >= _most(said)]
    return [places for at, places in enumerate(found) if places not in found[:at]]
