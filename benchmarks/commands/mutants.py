"""One fault in a command that holds: a word misspelt, a parameter left out, a value of another kind."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.commands.valid import Valid
from opsworthy.commands.faults import Wrong
from opsworthy.commands.line import Line
from opsworthy.commands.openness import is_open
from opsworthy.commands.syntax import Option

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 3
# What a value looks like, and a value of another kind; told from the value alone, whatever the syntax knows of the option.
_OTHERS = (
    (re.compile(r"-?\d+"), "many"),
    (re.compile(r"\d+\.\d+"), "several"),
    (re.compile(r"(?:\d+(?:ns|us|ms|s|m|h))+"), "soon"),
    (re.compile(r"true|false"), "maybe"),
    (re.compile(r"arn:.*"), "shop-alerts"),
    (re.compile(r"[a-z]{2}-[a-z]+-\d"), "eu-wset-1"),
    (re.compile(r"\d+[kmg]i?b?", re.I), "large"),
    (re.compile(r"(?:[\d*/,-]+ ){4}[\d*/,-]+"), "at noon"),
    (re.compile(r"(?:rate|cron)\(.*\)"), "every day"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """`word` is the one that is wrong, or the option that is left out."""

    kind: str
    wrong: Wrong
    valid: Valid
    words: tuple[str, ...]
    word: str


def mutants(valid: Valid, draw: random.Random) -> Iterator[Mutant]:
    """Each kind of fault that can be made in a command, once for each word that it can be made in."""
    read = _read(valid)
    if read is None:
        return
    path, options, line = read
    # Whether a first word that pnpm, yarn or rails do not know is a fault, only the project's own scripts can tell.
    for at in path[1:] if line.has("scripts") else path:
        yield from _misspelt(valid, at, Wrong.SUBCOMMAND, frozenset(_spellings(valid, at)), draw)
    for at, option, name in options:
        if name.startswith("--") and len(name) > len("--xx"):
            yield from _misspelt(valid, at, Wrong.OPTION, frozenset(line.here.options), draw)
        yield from _other_kind(valid, at, option)
        if valid.tool == "aws" and option.required:
            yield _left_out(valid, at, option)


def _read(valid: Valid) -> tuple[list[int], list[tuple[int, Option, str]], Line] | None:
    """The places of subcommands and of options, read the plain way: every option stands behind its subcommand."""
    line = Line.begun(valid.tool, valid.words)
    if line is None:
        return None
    path: list[int] = []
    options: list[tuple[int, Option, str]] = []
    while (word := line.next) is not None and word != "--" and not (line.operands and line.here.passes_on):
        at, line.at = line.at, line.at + 1
        name = word.partition("=")[0]
        option = line.option(name) if word.startswith("-") else None
        if option is not None:
            options.append((at, option, name))
            if option.takes in ("=", "*") and "=" not in word:
                line.follow(option.takes)
        elif not line.settled and (word in line.here.below or line.syntax.elsewhere(word)):
            path.append(at)
            line.enter(word)
        elif not word.startswith("-"):
            line.settled, line.operands = True, line.operands + 1
    return path, options, line


def _spellings(valid: Valid, at: int) -> Iterator[str]:
    line = Line.begun(valid.tool, valid.words)
    assert line is not None
    for word in valid.words[:at]:
        if word in line.here.below or line.syntax.elsewhere(word):
            line.enter(word)
    yield from line.here.below
    yield from line.syntax.told("plugins")


def _misspelt(valid: Valid, at: int, wrong: Wrong, known: frozenset[str], draw: random.Random) -> Iterator[Mutant]:
    name, equals, value = valid.words[at].partition("=")
    bare = name.lstrip("-")
    if len(bare) < _SHORTEST or is_open(bare):
        return
    for kind, made in _slips(bare, draw):
        spelt = f"{name[: len(name) - len(bare)]}{made}"
        beginning = any(each.startswith(spelt) for each in known)
        if made != bare and spelt not in known and not beginning:
            words = (*valid.words[:at], f"{spelt}{equals}{value}", *valid.words[at + 1 :])
            yield Mutant(f"{wrong} {kind}", wrong, valid, words, spelt)


def _slips(word: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    at = draw.randrange(len(word))
    yield "left out", word[:at] + word[at + 1 :]
    yield "doubled", word[:at] + word[at] + word[at:]
    yield "replaced", word[:at] + draw.choice(_LETTERS) + word[at + 1 :]
    yield "added", word[:at] + draw.choice(_LETTERS) + word[at:]
    at = draw.randrange(len(word) - 1)
    yield "swapped", word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _other_kind(valid: Valid, at: int, option: Option) -> Iterator[Mutant]:
    name, equals, value = valid.words[at].partition("=")
    if not equals:
        value = valid.words[at + 1] if option.takes == "=" and at + 1 < len(valid.words) else ""
    other = next((made for pattern, made in _OTHERS if pattern.fullmatch(value)), "")
    if not other and value in option.among and option.takes in ("=", "=?"):
        other = "3"
    if not other:
        return
    changed = (f"{name}={other}",) if equals else (name, other)
    words = (*valid.words[:at], *changed, *valid.words[at + len(changed) :])
    yield Mutant("value of another kind", Wrong.VALUE, valid, words, other)


def _left_out(valid: Valid, at: int, option: Option) -> Mutant:
    end = at + 1
    if "=" not in valid.words[at]:
        while end < len(valid.words) and not valid.words[end].startswith("-") and option.takes in ("=", "*"):
            end += 1
            if option.takes == "=":
                break
    name = next((each for each in option.names if each.startswith("--")), option.names[0])
    return Mutant("aws parameter left out", Wrong.MISSING, valid, (*valid.words[:at], *valid.words[end:]), name)
