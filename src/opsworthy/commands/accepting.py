"""Reads a command line as its tool would, and says what the tool would refuse."""

from collections.abc import Iterator
from functools import lru_cache

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.commands.kinds import misfit
from opsworthy.commands.line import ASKS_HELP, Line
from opsworthy.commands.line_options import one_of, read_option, unknown
from opsworthy.commands.nearness import distance, near
from opsworthy.commands.openness import is_open, is_prose, may_be_more, value_is_open
from opsworthy.text.regex import regex

_WORD = regex(r"[A-Za-z_](?:[\w:.-]*\w)?")
_NUMBER = regex(r"-\d[\d.,]*")
_SHORT, _LONG = 2, 5


@lru_cache(maxsize=4096)
def faults(tool: str, words: tuple[str, ...], version: str = "") -> tuple[Fault, ...]:
    """The faults of a command line, given without the tool's own name; none where its syntax is not known. With a version also
    what that one does not have yet, or no more."""
    line = Line.begun(tool, words, version)
    if line is None or is_prose(words) or line.syntax.told("foreign") & frozenset(words):
        return ()
    return tuple(_read(line))


def _read(line: Line) -> Iterator[Fault]:
    while (word := line.next) is not None:
        line.at += 1
        if word == "--":
            line.operands += len(line.words) - line.at
            break
        if word in ASKS_HELP or (word == "-h" and word not in line.here.options) or (word == "help" and not line.settled):
            line.help = True
            return
        yield from _word(line, word)
        if not line.sure:
            return
        if line.operands and line.here.passes_on:
            line.operands += len(line.words) - line.at
            break
    yield from _at_the_end(line)


def _word(line: Line, word: str) -> Iterator[Fault]:
    if len(word) > 1 and word.startswith("-") and not _NUMBER.fullmatch(word):
        yield from read_option(line, word)
    elif not line.settled:
        yield from _subcommand(line, word)
    else:
        line.operands += 1
        if line.operands == 1 and line.here.first and not value_is_open(word, line.here.first):
            yield from _first(line, word)
    line.more = line.more or may_be_more(word)


def _first(line: Line, word: str) -> Iterator[Fault]:
    """What is wrong with the first operand."""
    expected = misfit(line.here.first, word)
    if expected:
        yield Fault(Wrong.VALUE, word, line.of, expected=expected)


def _subcommand(line: Line, word: str) -> Iterator[Fault]:
    here = line.here
    if word in here.below or line.syntax.elsewhere(word):
        line.enter(word)
        since, gone = line.absent(line.here)
        if since or gone:
            line.sure = False
            yield Fault(Wrong.SUBCOMMAND, word, " ".join(line.told[:-1]), gone=gone, since=since)
        return
    line.settled = True
    line.operands += 1
    if not here.below or is_open(word) or not _WORD.fullmatch(word):
        line.sure = line.sure and not (here.group and here.below)
        return
    meant = near(word, _followers(line))
    if here.group:
        line.sure = False
        if _is_doubtful(line) and not _is_slip(line, word, meant):
            return
        if word not in line.syntax.told("plugins"):
            yield Fault(Wrong.SUBCOMMAND, word, line.of, meant, one_of(here.below))
    elif meant and len(word) > _SHORT and len(meant) > _SHORT + 1 and line.operands == 1 and not here.least:
        line.sure = False
        yield Fault(Wrong.SUBCOMMAND, word, line.of, meant)


def _followers(line: Line) -> frozenset[str]:
    """The words that may follow where the line is read to."""
    other = (each.partition("=")[0] for each in line.syntax.told("elsewhere")) if not line.here.words else ()
    return frozenset((*line.here.below, *other))


def _is_doubtful(line: Line) -> bool:
    """Whether a word that the file does not know may be somebody's all the same."""
    first = not line.here.words
    return line.has("partial") or line.has("extensions") or (first and (line.has("plugins") or line.has("scripts")))


def _is_slip(line: Line, word: str, meant: str) -> bool:
    """Whether a word is more likely misspelt than the name of somebody's plugin, alias or script."""
    if not meant:
        return False
    if f"{word}s" == meant or f"{meant}s" == word:
        return not line.has("partial")
    if sorted(word) == sorted(meant) or sorted({*word}) == sorted({*meant}):
        return True
    return len(word) >= _LONG and distance(word, meant) == 1 if line.has("scripts") else len(meant) > _SHORT


def _at_the_end(line: Line) -> Iterator[Fault]:
    """Options that stood before their subcommand, and what is missing."""
    for each in line.pending:
        option = line.option(each.name)
        if option is not None:
            line.given.update(option.names)
        elif each.name.startswith("--") and line.here.options and (not line.here.group or not line.syntax.any_option(each.name)):
            yield from unknown(line, each.name)
        else:
            line.sure = False
    if line.sure and not line.more and not line.here.group:
        yield from _missing(line)


def _missing(line: Line) -> Iterator[Fault]:
    if line.here.doubtful or line.given & line.syntax.told("instead"):
        return
    required = {option.names: option for option in line.here.options.values() if option.required}
    for names in required:
        if not line.given & set(names):
            yield Fault(Wrong.MISSING, next((each for each in names if each.startswith("--")), names[0]), line.of)
    if line.operands < line.here.least:
        yield Fault(Wrong.MISSING, "", line.of, expected=_told(line.here.least, line.operands))


def _told(least: int, given: int) -> str:
    needs = "an argument" if least == 1 else f"{least} arguments"
    count = ("none is", "one is")[given] if given < 2 else f"{given} are"
    return f"{needs}, and {count} given"
