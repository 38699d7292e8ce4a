"""Reads the options of a command line, and their values, as its tool would."""

from collections.abc import Iterable, Iterator

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.commands.kinds import misfit
from opsworthy.commands.line import Line, Pending
from opsworthy.commands.nearness import distance, near
from opsworthy.commands.openness import is_open, is_template, value_is_open
from opsworthy.commands.syntax import Option

_FEW, _LONG = 12, 7


def read_option(line: Line, word: str) -> Iterator[Fault]:
    """Reads a word that begins with a dash, and its value."""
    name, equals, value = word.partition("=")
    if is_open(name.lstrip("-").lower() or name):
        line.more = True
        return
    option = line.option(name)
    if option is not None:
        yield from _valued(line, name, option, value if equals else None)
    elif not line.settled and line.has("anywhere"):
        _put_off(line, name, value if equals else None)
    elif name.startswith("--") or line.has("long-dash"):
        yield from unknown(line, name)
    else:
        yield from _cluster(line, word)


def _put_off(line: Line, name: str, value: str | None) -> None:
    """An option before its subcommand: what it is, and whether the next word is its value, is seen when that is known."""
    if value is None and line.next is not None and line.next not in line.here.below and not line.next.startswith("-"):
        known = line.syntax.any_option(name)
        if known is None or known.takes == "=":
            value = line.follow("=")
    line.pending.append(Pending(name, value))


def unknown(line: Line, name: str) -> Iterator[Fault]:
    """An option that the subcommand does not know."""
    line.sure = False
    if not line.here.options and line.here.words:
        return
    long = [each for each in line.here.options if each.startswith("--") or line.has("long-dash")]
    meant = near(name, [each for each in long if not line.syntax.gone(line.here.options[each])])
    if line.has("lenient") and (len(name) < _LONG or distance(name, meant) > 1):
        return
    if meant or not (line.has("partial") or line.here.doubtful):
        yield Fault(Wrong.OPTION, name, line.of, meant)


def _cluster(line: Line, word: str) -> Iterator[Fault]:
    """Short options written together, the last with its value: -it, -n5, -fsSLo file."""
    letters = word[1:]
    for at, letter in enumerate(letters):
        option = line.option(f"-{letter}")
        if option is None:
            line.sure = False
            doubtful = line.here.doubtful or any(line.has(way) for way in ("partial", "lenient", "letters"))
            if letter.isalpha() and not doubtful and line.here.options:
                yield Fault(Wrong.OPTION, f"-{letter}" if at else word, line.of, _dashes(line, word))
            return
        rest = letters[at + 1 :]
        if option.takes or rest.startswith("="):
            yield from _valued(line, f"-{letter}", option, rest.removeprefix("=") if rest else None)
            return
        line.given.update(option.names)


def _dashes(line: Line, word: str) -> str:
    """The long option that a word with one dash was meant to be."""
    return f"-{word}" if len(word) > 2 and f"-{word}" in line.here.options else ""


def _valued(line: Line, name: str, option: Option, value: str | None) -> Iterator[Fault]:
    line.given.update(option.names)
    since, gone = line.absent(option)
    if since or gone:
        line.sure = False
        yield Fault(Wrong.OPTION, name, line.of, gone=gone, since=since)
        return
    if value is None and option.takes in ("=", "?", "*"):
        value = line.follow(option.takes)
    if value is None or (not option.among and value_is_open(value, option.kind)) or (option.among and is_template(value)):
        return
    expected = _expected(line, option, value)
    if expected:
        folded = {each.lower(): each for each in option.among}
        meant = near(value, option.among) or folded.get(value.lower(), "")
        yield Fault(Wrong.VALUE, value, f"{line.of} {name}", meant, expected)


def _expected(line: Line, option: Option, value: str) -> str:
    """What the option accepts, where this value is none of it."""
    if not option.takes:
        return misfit("bool", value) if line.has("switch-values") else ""
    if option.among and not _is_among(line, option, value):
        return one_of(option.among)
    return misfit(option.kind, value)


def _is_among(line: Line, option: Option, value: str) -> bool:
    """Whether a value is accepted, or may be: a list of them, a name in capitals that stands for one, one added since."""
    if line.has("any-case"):
        value, among = value.lower(), frozenset(each.lower() for each in option.among)
    else:
        among = option.among
    if value in among or any(mark in value for mark in "=,:/ "):
        return True
    meant = near(value, among) or value.lower() in {each.lower() for each in among}
    if line.has("growing") or is_open(value):
        return not meant and not (value.isdecimal() and not any(any(map(str.isdigit, each)) for each in among))
    return False


def one_of(known: Iterable[str]) -> str:
    """Names for a message; the first of them where they are many."""
    every = sorted(known)
    return f"one of {', '.join(every)}" if len(every) <= _FEW else f"one of {', '.join(every[:_FEW])}, …"
