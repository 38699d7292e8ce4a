"""Options that overrule what a tool would refuse, and whether the words around say why or when."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.commands.command import Command
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.spoken import innermost, spoken
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Forced:
    """A command that forces, the words that do it, and what they overrule."""

    command: Command
    option: str
    what: str


@dataclass(frozen=True, slots=True)
class _Force:
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    what: str


def forced(read: Reading) -> Iterator[tuple[Forced, bool]]:
    """Every command that forces, and whether a reason or a condition is given for it."""
    for command in read.commands:
        found = next((told for each in innermost(command) if (told := _force(each))), None)
        if found:
            around = spoken(read)
            line = command.location.line
            over = "\n".join(section.title for section in around.above(line))
            yield Forced(command, *found), bool(_reason().search(f"{around.own(line)}\n{over}"))


def _force(command: Command) -> tuple[str, str] | None:
    text = command.text[:_LONGEST]
    for each in _forces().get(command.tool, ()):
        found = each.pattern.search(text)
        if found and not (each.unless and each.unless.search(text)):
            return next((group for group in found.groups() if group), found.group()).strip(), each.what
    return None


@cache
def _data() -> dict[str, object]:
    return data_of("opsworthy.rules.shapes", "forcing.toml")


@cache
def _reason() -> re.Pattern[str]:
    return regex(str(_data()["reason"]), re.IGNORECASE)


@cache
def _forces() -> dict[str, tuple[_Force, ...]]:
    found: dict[str, tuple[_Force, ...]] = {}
    declared = _data()["force"]
    for each in declared if isinstance(declared, list) else []:
        unless = regex(each["unless"]) if "unless" in each else None
        for tool in each["tools"].split():
            found[tool] = (*found.get(tool, ()), _Force(regex(each["pattern"]), unless, each["what"]))
    return found
