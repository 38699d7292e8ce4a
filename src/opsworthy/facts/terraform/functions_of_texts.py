"""Functions on texts, and on numbers as texts."""

import re
from collections.abc import Callable
from collections.abc import Mapping as Table
from collections.abc import Sequence as Many

from opsworthy.facts.terraform.values import number, scalar, sequence, text, text_of
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Sequence
from opsworthy.text.regex import regex

_VERB = regex(r"%(0?)([0-9]{0,3})(?:\.([0-9]{1,2}))?([sdvqfgtx%])")
_LONGEST = 200_000
_MOST_PARTS = 2000


def _text(node: Node) -> str:
    said = text(node)
    if said is None:
        raise ValueError
    return said


def _format(arguments: Many[Node], where: Location) -> Node:
    given = iter(arguments[1:])

    def fill(match: re.Match[str]) -> str:
        zero, width, precision, verb = match.groups()
        if verb == "%":
            return "%"
        argument = next(given)
        if verb == "d":
            said = str(int(number(argument) or 0))
        elif verb == "f":
            said = f"{float(number(argument) or 0):.{precision or 6}f}"
        else:
            said = f'"{_text(argument)}"' if verb == "q" else _text(argument)
        size = int(width or 0)
        return said.zfill(size) if zero else said.rjust(size)

    try:
        return scalar(_VERB.sub(fill, _text(arguments[0]))[:_LONGEST], where)
    except StopIteration as error:
        raise ValueError from error


def _join(arguments: Many[Node], where: Location) -> Node:
    words: list[str] = []
    for argument in arguments[1:]:
        if not isinstance(argument, Sequence):
            raise ValueError
        words += [_text(item) for item in argument.items]
    mark = _text(arguments[0])
    if sum(len(word) + len(mark) for word in words) > _LONGEST:
        raise ValueError
    return scalar(mark.join(words), where)


def _split(arguments: Many[Node], where: Location) -> Node:
    mark, said = _text(arguments[0]), _text(arguments[1])
    parts = said.split(mark, _MOST_PARTS) if mark else list(said[:_MOST_PARTS])
    return sequence((scalar(part, arguments[1].location) for part in parts), where)


def _replace(arguments: Many[Node], where: Location) -> Node:
    said, old, new = (_text(argument) for argument in arguments[:3])
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        raise ValueError
    if len(said) + said.count(old) * len(new) > _LONGEST:
        raise ValueError
    return scalar(said.replace(old, new), where)


def _substr(arguments: Many[Node], where: Location) -> Node:
    said, start, size = _text(arguments[0]), int(number(arguments[1]) or 0), int(number(arguments[2]) or 0)
    return scalar(said[start:] if size < 0 else said[start : start + size], where)


def _of(change: Callable[[str], str]) -> Callable[[Many[Node], Location], Node]:
    def changed(arguments: Many[Node], where: Location) -> Node:
        said = _text(arguments[0])
        done = change(said)
        return scalar(done, arguments[0].location if done == said else where)

    return changed


def _with_mark(change: Callable[[str, str], str]) -> Callable[[Many[Node], Location], Node]:
    return lambda arguments, where: scalar(change(_text(arguments[0]), _text(arguments[1])), where)


def _asks(ask: Callable[[str, str], bool]) -> Callable[[Many[Node], Location], Node]:
    return lambda arguments, where: scalar(ask(_text(arguments[0]), _text(arguments[1])), where)


def _number_from(arguments: Many[Node], where: Location) -> Node:
    return scalar(int(_text(arguments[0])[:30], int(number(arguments[1]) or 10)), where)


def _last_part(said: str) -> str:
    return said.rstrip("/").rpartition("/")[2]


def _folder(said: str) -> str:
    return said.rpartition("/")[0] or "."


def _formatted_list(arguments: Many[Node], where: Location) -> Node:
    counts = {len(argument.items) for argument in arguments[1:] if isinstance(argument, Sequence)}
    if len(counts) != 1 or max(counts) > 1000:
        raise ValueError
    rows = [
        _format([arguments[0], *(each.items[row] if isinstance(each, Sequence) else each for each in arguments[1:])], where)
        for row in range(counts.pop())
    ]
    return sequence(rows, where)


def _title(said: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in said.split(" "))


def text_of_number(node: Node) -> str:
    counted = number(node)
    return text_of(counted) if counted is not None else _text(node)


STRICT: Table[str, Callable[[Many[Node], Location], Node]] = {
    "format": _format,
    "formatlist": _formatted_list,
    "join": _join,
    "split": _split,
    "replace": _replace,
    "substr": _substr,
    "parseint": _number_from,
    "lower": _of(str.lower),
    "upper": _of(str.upper),
    "title": _of(_title),
    "trimspace": _of(str.strip),
    "chomp": _of(lambda said: said.rstrip("\r\n")),
    "abspath": _of(lambda said: said),
    "basename": _of(_last_part),
    "dirname": _of(_folder),
    "trim": _with_mark(lambda said, marks: said.strip(marks)),
    "trimprefix": _with_mark(str.removeprefix),
    "trimsuffix": _with_mark(str.removesuffix),
    "startswith": _asks(str.startswith),
    "endswith": _asks(str.endswith),
    "strcontains": _asks(lambda said, part: part in said),
}
