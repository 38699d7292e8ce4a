"""How foreign text is kept from meaning anything in Markdown or HTML."""

import re
from collections.abc import Iterable

from opsworthy.text.regex import regex

_HIDDEN = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SPACE = regex(r"[ \t\r\n]+")
_SPECIAL = regex(r"[\\`*\[\]<~$]|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINE_START = regex(r"(?P<mark>#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|>)|(?P<number>\d{1,9})[.)](?=\s|$)")
_TICKS = regex(r"`+")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_SCHEMES = ("https://", "http://", "mailto:")
_MARKER = regex(r"<!--(?=\s*opsworthy:)")


def visible(text: str) -> str:
    """The text with a replacement character for each one that a reader cannot see."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    return _SPACE.sub(" ", visible(text))


def prose(text: str) -> str:
    """Plain text inside a paragraph, a list item or a table cell."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), one_line(text))


def line_start(line: str) -> str:
    """A finished line whose first characters must not make it a heading, a list item or a quotation."""
    held = line.lstrip()
    found = _LINE_START.match(held)
    if found is None:
        return held
    at = found.end("number") if found.group("number") else 0
    return f"{held[:at]}\\{held[at:]}"


def cell(text: str) -> str:
    """A finished inline text as a table cell: a pipe would end the cell, even in a code span."""
    return text.replace("|", "\\|")


def code(text: str) -> str:
    """A code span, in as many backticks as its text needs; nothing for nothing."""
    held = one_line(text)
    if not held.strip():
        return ""
    ticks = "`" * (_longest([held]) + 1)
    pad = " " if held[0] in "` " or held[-1] in "` " else ""
    return f"{ticks}{pad}{held}{pad}{ticks}"


def fence_for(lines: Iterable[str]) -> str:
    """A row of backticks longer than any in the lines."""
    return "`" * max(3, _longest(lines) + 1)


def listing(line: str) -> str:
    """A line of a code block as it is, but never one of our own markers."""
    return _MARKER.sub("<! --", visible(line.replace("\r", " ").replace("\n", " ")))


def target(address: str) -> str | None:
    """The address of a link with unsafe characters percent-encoded; None where following it could run something."""
    held = visible(address).strip()
    if not held or held.startswith("//") or (_SCHEME.match(held) and not held.lower().startswith(_SAFE_SCHEMES)):
        return None
    return re.sub(r"[\s<>()\\`|\"']", lambda found: f"%{ord(found.group()):02X}", held)


def _longest(lines: Iterable[str]) -> int:
    return max((len(run) for line in lines for run in _TICKS.findall(line)), default=0)
