"""Secrets that are typed on a command line in clear. What is found is named by its option; the value itself goes nowhere."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.commands.command import Command
from opsworthy.rules.shapes.exposure import exposures
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.spoken import innermost, spoken
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_placeholder, is_secret_name, is_setting

_LONGEST, _SHORTEST = 800, 6
# What stands for something else: a variable, a file, a call, a hole.
_STANDS_FOR = regex(r"[$<>{}`%*\[\]()]|\.\.\.|…|^@|^file(?:b)?:|^-$|^/|^\./|^~|^op://|^vault:|^ref\+|://")
_EXAMPLE = regex(r"^(?:your|dummy|fake|test|demo)|pass(?:word|wd|phrase)|secret|changeme|example")
_NAME_OF_HOST = regex(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$")
_WORDS = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_ROW = regex(r"abcdef|0123|1234|qwerty|(.)\1{4}|deadbeef|xxxx", re.IGNORECASE)
_TRIAL = regex(r"\b(?:localhost|127\.0\.0\.1)\b|:(?:-|\?)")
_TRIAL_TITLE = regex(
    r"\blocal(?:ly)?\b|\bdev(?:elopment)?\b|\btest(?:s|ing)?\b|\bdemo\b|\bexample|\bquick ?-?start|\btutorial|\bkind\b"
    r"|\bminikube\b|❌|\bwrong\b|\bnever\b|\bdon't\b|\bbad\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Typed:
    pattern: re.Pattern[str]
    name: str


def typed_secrets(read: Reading) -> Iterator[tuple[str, Location]]:
    """What each secret is called that stands in clear on a command line, and where it does so first; what secret-exposed tells of
    already is left to it."""
    lines: set[int] | None = None
    values: set[str] = set()
    for command in read.commands:
        line = command.location.line
        told = next((told for each in innermost(command) for told in _typed(each)), None) or _assigned(read.line(line))
        if not told or told[1] in values or _of_trial(command, read):
            continue
        if lines is None:
            lines = {each.location.line for each in exposures(read.document)}
        if line not in lines:
            values.add(told[1])
            yield told[0], Location(read.document.path, line)


def _typed(command: Command) -> Iterator[tuple[str, str]]:
    """The name and the value of each."""
    text = command.text[:_LONGEST]
    for each in _data().get(command.tool, ()):
        found = each.pattern.search(text)
        if not found or not _in_clear(found["value"].strip("'\""), text):
            continue
        name = each.name or found["name"]
        if each.name or name.startswith("-") or is_secret_name(name):
            yield name, found["value"]


def _assigned(line: str) -> tuple[str, str] | None:
    if "=" not in line or len(line) > _LONGEST:
        return None
    for each in _data()["line"]:
        found = each.pattern.search(line)
        if found and _in_clear(found["value"].strip("'\""), line):
            return found["name"], found["value"]
    return None


def _of_trial(command: Command, read: Reading) -> bool:
    line = command.location.line
    title = f"{spoken(read).titles(line)} {spoken(read).last(line, 2)}"
    return bool(_TRIAL.search(command.text[:_LONGEST]) or _TRIAL_TITLE.search(title))


def _in_clear(value: str, beside: str) -> bool:
    """Whether a value is one that somebody chose or a machine made: no word of an example, nor of the command beside it."""
    if len(value) < _SHORTEST or _STANDS_FOR.search(value) or is_placeholder(value) or is_setting(value):
        return False
    if _ROW.search(value) or _NAME_OF_HOST.search(value) or not any(each.isalpha() for each in value) or value.isupper():
        return False
    words = {each.lower() for each in (*_WORDS.findall(value), *_WORDS.findall(value.translate(_LEET))) if len(each) > 2}
    if words & _examples() or any(_EXAMPLE.search(each) for each in words):
        return False
    rest = beside.replace(value, " ").lower()
    return any(each.isdigit() for each in value) and not any(each in rest for each in words if len(each) > 3)


@cache
def _examples() -> frozenset[str]:
    return frozenset(str(_table()["examples"]["words"]).split())


@cache
def _table() -> dict[str, dict[str, str]]:
    return data_of("opsworthy.rules.shapes", "typed.toml")


@cache
def _data() -> dict[str, tuple[_Typed, ...]]:
    data = data_of("opsworthy.rules.shapes", "typed.toml")
    found = {"line": tuple(_Typed(regex(each["pattern"]), "") for each in data["line"])}
    for each in data["typed"]:
        made = _Typed(regex(each["pattern"]), each.get("name", ""))
        for tool in each["tools"].split():
            found[tool] = (*found.get(tool, ()), made)
    return found
