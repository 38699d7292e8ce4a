"""How deep a YAML text nests, measured without recursion: PyYAML's C composer recurses, and overflows the process's stack."""

import re

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BRACKET = re.compile(r"[\[\]{}]")
_MARGIN = re.compile(r"^[ ?:-]+", re.MULTILINE)


def too_deep(text: str, deepest: int) -> tuple[int, int] | None:
    """The line and column, counted from 1, at which a text nests deeper than it may; None where it does not."""
    if not _may_be_deep(text, deepest):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if depth > deepest and event.start_mark is not None:
                return event.start_mark.line + 1, event.start_mark.column + 1
    except yaml.YAMLError:
        return None
    return None


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
