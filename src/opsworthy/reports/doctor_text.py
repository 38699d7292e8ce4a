"""What `opsworthy doctor` prints."""

from collections.abc import Iterable, Iterator

from opsworthy.reports.printed import Printed
from opsworthy.reports.words import columns


def doctor_lines(version: str, python: str, tools: Iterable[tuple[str, str | None, str]]) -> Iterator[Printed]:
    """Each program, where it is, and what it is for: (name, place or None, purpose)."""
    told = list(tools)
    yield Printed(f"opsworthy {version} on Python {python}", "title")
    lines = columns([(name, place or "missing", purpose) for name, place, purpose in told])
    for (_, place, _), line in zip(told, lines, strict=True):
        yield Printed(line, "plain" if place else "warn")
