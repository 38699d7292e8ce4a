"""Doubts about values: what a section still says of a thing that it names, and what no file says any more."""

from collections.abc import Iterator

from opsworthy.records.since import Since
from opsworthy.rules.shapes.changed import is_telling, says, values_before
from opsworthy.rules.shapes.doubting.doubt import Doubt, Spoken, doubted, environment_of
from opsworthy.rules.shapes.doubting.workloads import names_of
from opsworthy.system.comparison import Change

_KINDS = frozenset(["service", "datastore", "address", "environment", "secret", "alert"])
_PASSING = ("expression", "needs ", "used by ", "kind", "object", "platform", "deployed by", "engine", "secret ", "command of")
"""What is written otherwise in a text than in a file, or has a judge of its own."""


def of_values(since: Since, spoken: Spoken) -> Iterator[Doubt]:
    """A value that the section gives for a thing that it names, which the change took out of every file."""
    for change in since.changes:
        if change.kind not in _KINDS or change.attribute.startswith(_PASSING) or not spoken.is_about(environment_of(change)):
            continue
        for value in values_before(change):
            if not is_telling(value) or value not in spoken.text or value in since.said:
                continue
            at = spoken.line_saying(value)
            if at is not None and _names(change, since, spoken) and not _tells(change, spoken):
                yield from doubted(change, since, at, f"it says `{value}`")
                break


def _names(change: Change, since: Since, spoken: Spoken) -> bool:
    """Whether the section speaks of the thing that the value was said of; a host or a path stands for itself."""
    if not change.attribute or change.kind in ("address", "environment"):
        return True
    names = names_of(since.system, change.name) | {change.name}
    return next(spoken.naming(names), None) is not None or any(len(each) > 3 and says(spoken.text, each) for each in names)


def _tells(change: Change, spoken: Spoken) -> bool:
    return change.after is not None and bool(change.attribute) and says(spoken.text, change.after.value)
