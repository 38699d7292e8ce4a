"""Why a finding is there at all: the line of the change under review that made what a document says untrue."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.findings.outcome import Outcome, Related
from opsworthy.records.since import Since
from opsworthy.rules.shapes.changed import place_of, says, values_before, words_of
from opsworthy.system.comparison import Change

_MOST_RELATED = 6


def with_cause(outcome: Outcome, since: Since, line: str) -> Outcome:
    """The finding with the line of the change as its first related place, as far as it can be told; `line` is the text that the
    finding stands on."""
    cause = None if any(each.change for each in outcome.related) else _cause(outcome, since, line)
    if cause is None:
        return outcome
    rest = tuple(
        each for each in outcome.related if each.location.line != cause.location.line or each.location.path != cause.location.path
    )
    return replace(outcome, related=(cause, *rest)[:_MOST_RELATED])


def _cause(outcome: Outcome, since: Since, line: str) -> Related | None:
    best = max(
        ((_weight(each, outcome, line), -at, each) for at, each in enumerate(since.changes)),
        default=None,
        key=lambda each: each[:2],
    )
    if best is not None and best[0] > 0:
        place = place_of(best[2], since)
        if place is not None:
            return Related(place, f"changed since {since.revision}: {words_of(best[2])}", change=True)
    return next(_changed_places(outcome, since), None)


def _weight(change: Change, outcome: Outcome, line: str) -> int:
    """How sure it is that a change made a finding: what stood before is on the line, what stands now is in the message."""
    found = 0
    for value in values_before(change):
        found += 4 if says(line, value) else 2 if says(outcome.message, value) else 0
    if change.after is not None:
        told = change.after.value if change.attribute else change.name
        found += 2 if len(told) > 1 and told != "yes" and says(outcome.message, told) else 0
    if found and says(f"{line} {outcome.message}", change.name):
        found += 1
    paths = {each.location.path for each in outcome.related}
    if found and change.after is not None and change.after.location.path in paths:
        found += 1
    return found


def _changed_places(outcome: Outcome, since: Since) -> Iterator[Related]:
    """Places that the finding shows already and that lie on changed lines; else the first change of a file that it shows."""
    others = [each for each in outcome.related if each.location.path != outcome.location.path]
    for each in others:
        if since.touched(each.location.path, each.location.line, each.location.line):
            yield replace(each, message=f"changed since {since.revision}: {each.message}", change=True)
    for each in others:
        place = since.first(each.location.path)
        if place is not None:
            yield Related(place, f"the first line of {place.path} that changed since {since.revision}", change=True)
