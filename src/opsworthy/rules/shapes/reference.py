"""Reference links, `[text][name]`, whose name nothing defines: the page shows their brackets."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.placeholder import lines_of
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.location import Location

_USED = re.compile(r"(?<![\w\]\\!)`])\[([^\[\]\n`]{2,100})\]\[([a-z0-9][\w .-]{0,60})?\](?![\[(:\w])")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]{1,100})\]:\s*\S", re.MULTILINE)
_SPAN = re.compile(r"`[^`\n]*`")


def undefined_references(document: Document) -> tuple[tuple[str, Location], ...]:
    """The references that lead nowhere, by the name that they use."""
    if "][" not in document.text:
        return ()
    read = reading(document)
    shown = lines_of(read.fences)
    defined = {_same(name) for name in _DEFINED.findall(document.text)}
    found = []
    for at, line in read.whole.lines:
        for used in (
            _USED.finditer(_SPAN.sub(lambda span: " " * len(span.group()), line)) if "][" in line and at not in shown else ()
        ):
            name = used.group(2) or used.group(1)
            if _same(name) not in defined and re.search(r"[a-z]{2}", used.group(1)):
                found.append((name, Location(document.path, at, used.start() + 1, at, used.end() + 1)))
    return tuple(found)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
