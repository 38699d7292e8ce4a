"""What `opsworthy survey --diff` prints: what came, what went, and what is said differently now."""

from collections.abc import Iterator
from itertools import groupby

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import count, safe, shortened
from opsworthy.system.comparison import Change

_WIDE = 60


def changes_lines(name: str, before: str, after: str, changes: tuple[Change, ...]) -> Iterator[Printed]:
    """The report; `before` and `after` name what was compared."""
    said = count(len(changes), "change") if changes else "nothing changed"
    yield Printed(f"{safe(name)}: {said} in how it runs, from {safe(before)} to {safe(after)}", "title")
    for kind, of_kind in groupby(sorted(changes, key=lambda each: _first(changes, each.kind)), key=lambda each: each.kind):
        yield from title(kind)
        for subject, of_one in groupby(of_kind, key=lambda each: each.name):
            yield from _subject(subject, list(of_one))


def _first(changes: tuple[Change, ...], kind: str) -> int:
    return next(at for at, each in enumerate(changes) if each.kind == kind)


def _subject(name: str, changes: list[Change]) -> Iterator[Printed]:
    whole = next((each for each in changes if not each.attribute), None)
    if whole is not None and whole.after is not None:
        yield Printed(f"  + {safe(name)}  ({safe(str(whole.after.location))})", "good")
        return
    if whole is not None and whole.before is not None:
        yield Printed(f"  - {safe(name)}  (was {safe(str(whole.before.location))})", "bad")
        return
    yield Printed(f"  ~ {safe(name)}")
    yield from (Printed(f"      {_line(each)}", "warn") for each in changes)


def _line(change: Change) -> str:
    before, after = change.before, change.after
    attribute = safe(change.attribute)
    if after is None:
        was = f"{_value(before.value)} ({safe(str(before.location))})" if before else ""
        return f"{attribute}: no longer; was {was}"
    place = safe(str(after.location))
    if before is None:
        return f"{attribute}: now {_value(after.value)}  ({place})"
    return f"{attribute}: {_value(before.value)} → {_value(after.value)}  ({place})"


def _value(text: str) -> str:
    return shortened(safe(text), _WIDE)
