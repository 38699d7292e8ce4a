"""How deep a YAML text nests and how much it holds, measured from its events, before a node is made: PyYAML's C composer
recurses, and overflows the process's stack."""

import re
from typing import NamedTuple

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from opsworthy.text.regex import regex

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (MappingStartEvent, SequenceStartEvent)
_CLOSING = (MappingEndEvent, SequenceEndEvent)
_SINGLE = (ScalarEvent, AliasEvent)
_BRACKET = regex(r"[\[\]{}]")
_MARGIN = regex(r"^[ ?:-]+", re.MULTILINE)


class TooMuch(NamedTuple):
    """Where a text goes beyond what is read, line and column counted from 1, and of what it has more."""

    line: int
    column: int
    what: str


def too_much(text: str, deepest: int, most: int) -> TooMuch | None:
    """The place at which a text nests deeper or holds more values than it may; None where it does neither."""
    if not _may_be_deep(text, deepest) and not _may_be_many(text, most):
        return None
    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            opened = isinstance(event, _OPENING)
            depth += opened
            depth -= isinstance(event, _CLOSING)
            count += opened or isinstance(event, _SINGLE)
            if (depth > deepest or count > most) and event.start_mark is not None:
                what = f"{deepest} levels deep" if depth > deepest else f"{most} values"
                return TooMuch(event.start_mark.line + 1, event.start_mark.column + 1, what)
    except yaml.YAMLError:
        return None
    return None


def _may_be_many(text: str, most: int) -> bool:
    """A quick look that never misses: a value stands behind a mark, and a colon has two beside it and a mapping around it."""
    marks = sum(map(text.count, "[{,-?*"))
    return marks + 3 * text.count(":") + 2 > most


def _may_be_deep(text: str, deepest: int) -> bool:
    """A quick look that never misses: a level in block style needs a column or the dash beside it, in flow style a bracket."""
    if any(len(margin.group()) * 2 > deepest for margin in _MARGIN.finditer(text)):
        return True
    if text.count("[") + text.count("{") <= deepest // 2:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket.group() in "[{" else -1 if depth else 0
        if depth > deepest // 2:
            return True
    return False
