"""Ports in lines of text: after the word, in addresses of this machine, and in those of code blocks."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import PROSE, Claim
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PORT = regex(r"\bports?\b(?:\s+(?:is|number))?[\s:*`]{1,5}(\d{2,5})\b(?!\.?\d|/\d)", re.IGNORECASE)
_PORTS = regex(
    r"\bports\b[\s:*`]{1,5}((?:\d{2,5}[\s*`]{0,4}(?:,|and|or|&)[\s*`]{0,4}){1,4}\d{2,5})\b(?!\.?\d|/\d)", re.IGNORECASE
)
_NUMBER = regex(r"\d{2,5}")
_PORT_OF = regex(r"`([a-z][\w.-]{1,60})`[^`.|\n]{0,40}\bport\b", re.IGNORECASE)
_LOCAL = regex(r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?!\d)")
_SETTING = regex(r"\s*(?:export |set |- |\$ )*([A-Z][A-Z0-9]*_[A-Z0-9_]+)\s*=")
_IN_BLOCK = regex(r"\s*(?:#|//|GET |POST |curl |'|\"|-|[A-Z][A-Z0-9_]+=|export [A-Z])|.*://")
"""Lines of a code block that say an address: comments, requests, settings."""
_FED = regex(r"<<-?\s*[\"']?([A-Za-z_]\w*)[\"']?")
_TYPED = frozenset(["", "bash", "sh", "shell", "console", "zsh", "text", "http", "env", "dotenv", "shell-session", "terminal"])


def typed_lines(read: Reading) -> frozenset[int]:
    """The lines of code blocks that hold what is typed, asked or set, rather than a file of another kind."""
    every = (each for each in read.fences if each.language in _TYPED)
    return frozenset(at for each in every for at in _typed(read, each.location.line, each.location.end_line))


def _typed(read: Reading, first: int, last: int) -> Iterator[int]:
    """The lines of a block without those that it puts into a file (`cat > x <<EOF`)."""
    end = ""
    for at in range(first, last + 1):
        line = read.line(at)
        if end:
            end = "" if line.strip() == end else end
            continue
        begun = _FED.search(line)
        end = begun[1] if begun else ""
        yield at


def ports_in(line: str, place: Location) -> Iterator[Claim]:
    """The ports that follow the word, of the name in code before it or of the first cell of the row."""
    owner = _PORT_OF.search(line)
    of = owner[1] if owner else line.split("|")[1].strip(" `*") if line.lstrip().startswith("|") and line.count("|") > 2 else ""
    for found in _PORT.finditer(line):
        yield Claim("port", found[1], place, PROSE, of, sure=bool(of))
    for several in _PORTS.findall(line):
        for port in _NUMBER.findall(several)[1:]:
            yield Claim("port", port, place, PROSE, of, sure=bool(of))


def local_ports_in(line: str, place: Location) -> Iterator[Claim]:
    """The ports of this machine that a line gives in addresses, each of the setting whose value it stands in."""
    setting = _SETTING.match(line)
    for port in _LOCAL.findall(line):
        yield Claim("port", port, place, PROSE, setting[1] if setting else "", sure=False)


def ports_in_block(line: str, place: Location) -> Iterator[Claim]:
    """The same of a line in a code block, where it is a comment, a request or a setting."""
    return local_ports_in(line, place) if _IN_BLOCK.match(line) else iter(())
