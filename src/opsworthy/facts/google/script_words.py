"""Command lines inside a script of a file, each word with the line that it stands in."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from opsworthy.facts.interpolation import expand
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name
from opsworthy.text.shell import parse
from opsworthy.text.source import Source

_ASSIGNED = regex(
    r"^[ \t]*(?:export[ \t]+|readonly[ \t]+)?([A-Za-z_]\w{0,80})="
    r"(\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s;\"'`]{0,300})",
    re.MULTILINE,
)
_WANTED = "gcloud"
_MOST = 200


def assigned(text: str) -> dict[str, str]:
    """The variables that a script gives a literal value exactly once, as far as they can be put together."""
    known: dict[str, str] = {}
    again: set[str] = set()
    for match in islice(_ASSIGNED.finditer(text), _MOST):
        name, written = match.group(1), match.group(2)
        value = written[1:-1] if written[:1] in ("'", '"') else written
        if name in known or is_secret_name(name) or "$(" in value or "`" in value:
            again.add(name)
        known[name] = expand(value, {each: told for each, told in known.items() if each not in again}).text
    return {name: value for name, value in known.items() if name not in again}


def commands(source: Source, text: str, where: Location, known: Mapping[str, str] | None = None) -> Iterator[list[Stated[str]]]:
    """The lines of a script that call gcloud, word by word. `where` is where the script stands in the file."""
    if _WANTED not in text:
        return
    values = {**assigned(text), **(known or {})}
    lines = source.text.split("\n")
    for command in parse(Excerpt(source.path, text, 1)).commands:
        if command.words[0].rpartition("/")[2] != _WANTED:
            continue
        at = _line(lines, command.words[:4], where)
        found = []
        for word in command.words:
            at = _next(lines, word, at, where)
            found.append(Stated(expand(word, values).text, source.at(at, 1)))
        yield found


def _line(lines: list[str], words: tuple[str, ...], where: Location) -> int:
    """The first line within a place that has all of some words, else the first that has any."""
    last = min(max(where.end_line, where.line), len(lines))
    for needed in (all, any):
        for number in range(where.line, last + 1):
            if needed(word in lines[number - 1] for word in words):
                return number
    return where.line


def _next(lines: list[str], word: str, at: int, where: Location) -> int:
    """The line of the next word: this one or one of the next thirty, else still this one."""
    last = min(max(where.end_line, where.line), len(lines), at + 30)
    written = word.partition("=")[0] or word
    return next((number for number in range(at, last + 1) if written in lines[number - 1]), at)
