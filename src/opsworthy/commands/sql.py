"""What SQL on a command line does, read from the first words of its statements; the words are in sql.toml."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from opsworthy.commands.command import Effect
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_LONGEST = 20_000
_ORDER = (Effect.READS, Effect.CHANGES, Effect.UNKNOWN, Effect.DESTROYS)
# Texts in quotes and remarks: what they hold is no statement.
_ASIDE = regex(r"'(?:[^']|'')*'|\"[^\"]*\"|\$\$.*?\$\$|/\*.*?\*/|--[^\n]*", re.DOTALL)
_WORD = regex(r"[A-Za-z_]\w*")
_INSIDE = regex(r"(?:\(|\bexplain\s+analyze|\))\s*(insert\s+into|update|delete\s+from|merge\s+into)\b", re.IGNORECASE)
_DROPS = regex(r"\bdrop\s+(?:column|partition)\b", re.IGNORECASE)
_WHAT = regex(r"drop\s+(?:materialized\s+|unique\s+)?(\w+)", re.IGNORECASE)
_COPIES_IN = regex(r"\bfrom\b(?!.*\bto\b)", re.IGNORECASE | re.DOTALL)
_GLOBAL = regex(r"set\s+(?:global|persist|password)\b", re.IGNORECASE)


def effect_of_sql(text: str) -> Effect:
    """The worst that any statement does; UNKNOWN where a statement begins with no word of SQL. What is rolled back at the end
    only reads."""
    statements = list(_statements(text[:_LONGEST]))
    if not statements:
        return Effect.UNKNOWN
    first, last = _first(statements[0]), _first(statements[-1])
    if first in ("begin", "start") and last == "rollback":
        return Effect.READS
    return max((_effect(each) for each in statements), key=_ORDER.index)


def _statements(text: str) -> Iterator[str]:
    for line in _ASIDE.sub(lambda aside: " " if aside[0][0] in "-/" else "''", text).split(";"):
        for each in _apart(line):
            if each.strip():
                yield each.strip()


def _apart(text: str) -> Iterator[str]:
    """A line that begins with a backslash is a command of the terminal and ends with its line."""
    rest: list[str] = []
    for line in text.split("\n"):
        if line.lstrip().startswith("\\"):
            yield line
        else:
            rest.append(line)
    yield "\n".join(rest)


def _first(statement: str) -> str:
    found = _WORD.match(statement.lstrip("( \t\r\n"))
    return found.group().lower() if found else ""


def _effect(statement: str) -> Effect:
    words = _words()
    if statement.startswith("\\"):
        return _of_terminal(statement)
    first = _first(statement)
    functions = {each.lower() for each in re.findall(r"([A-Za-z_]\w*)\s*\(", statement)}
    if functions & words["destroying-functions"]:
        return Effect.DESTROYS
    if first == "copy":
        return Effect.CHANGES if _COPIES_IN.search(statement) else Effect.READS
    if first in words["destroys"]:
        kind = _WHAT.match(statement)
        return Effect.CHANGES if kind and kind.group(1).lower() in words["rebuilt"] else Effect.DESTROYS
    if first == "alter" and _DROPS.search(statement):
        return Effect.DESTROYS
    inside = _INSIDE.search(statement) if first in words["reads"] else None
    if inside:
        return Effect.DESTROYS if inside.group(1).lower().startswith("delete") else Effect.CHANGES
    if first in words["changes"] or functions & words["changing-functions"] or _GLOBAL.match(statement):
        return Effect.CHANGES
    return Effect.READS if first in words["reads"] else Effect.UNKNOWN


def _of_terminal(statement: str) -> Effect:
    word = (statement[1:].split() or [""])[0]
    if word == "copy":
        return Effect.CHANGES if _COPIES_IN.search(statement) else Effect.READS
    if word in _words()["meta-changes"]:
        return Effect.CHANGES
    return Effect.UNKNOWN if word in _words()["meta-unknown"] or not word else Effect.READS


@cache
def _words() -> Mapping[str, frozenset[str]]:
    data = data_of(__package__, "sql.toml")
    return {name: frozenset(str(words).split()) for name, words in data.items()}
