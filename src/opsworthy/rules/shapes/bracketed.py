"""Reference links, `[text][name]`, whose name nothing defines: the page shows their brackets."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.placeholder import lines_of
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_USED = regex(r"(?<![\w\]\\!)`])\[([^\[\]\n`]{2,100})\]\[([a-zA-Z0-9][\w .-]{0,60})?\](?![\[(:\w])")
_DEFINED = regex(r"^ {0,3}\[([^\[\]\n]{1,100})\]:\s*\S", re.MULTILINE)
_SPAN = regex(r"`[^`\n]*`")
_WORDS = regex(r"[a-z]{2}")


def undefined_references(document: Document) -> tuple[tuple[str, Location], ...]:
    """The references that lead nowhere, by the name that they use."""
    if "][" not in document.text:
        return ()
    read = reading(document)
    shown = lines_of(read.fences)
    defined = {_same(name) for name in _DEFINED.findall(document.text)}
    lines = ((at, _SPAN.sub(lambda span: " " * len(span.group()), line)) for at, line in read.whole.lines if "][" in line)
    used = ((at, each) for at, line in lines if at not in shown for each in _USED.finditer(line))
    return tuple(
        (each.group(2) or each.group(1), Location(document.path, at, each.start() + 1, at, each.end() + 1))
        for at, each in used
        if _same(each.group(2) or each.group(1)) not in defined and _WORDS.search(each.group(1))
    )


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
