"""What `opsworthy write` prints: each file and what became of it, and what a person's edits now differ in."""

from collections.abc import Iterable, Iterator

from opsworthy.documents.change import Change
from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import columns, count, safe
from opsworthy.text.source import Problem

_STYLES = {"created": "good", "refreshed": "good", "unchanged": "dim", "left alone": "warn"}


def write_lines(changes: Iterable[Change], problems: Iterable[Problem], planned: bool = False) -> Iterator[Printed]:
    """One line a file; `planned` where nothing was written."""
    told = list(changes)
    yield from title("documents that would be written" if planned else "documents")
    if not told:
        yield Printed("  none: nothing here is deployed or released", "dim")
    for change, line in zip(told, columns([_row(change) for change in told]), strict=True):
        yield Printed(line, _STYLES[change.word])
    for problem in problems:
        yield Printed(f"  {safe(str(problem.location))}: {safe(problem.message)}; {safe(problem.advice)}", "bad")
    for change in told:
        yield from _kept(change)


def _row(change: Change) -> tuple[str, str, str]:
    return (change.word, safe(change.path), _remark(change))


def _remark(change: Change) -> str:
    if change.foreign:
        return "a person wrote it; `opsworthy write --adopt` adds our blocks to it"
    if change.added:
        return f"asks {count(len(change.added), 'question')}"
    return f"{change.after.count(chr(10))} lines" if change.word != "unchanged" else ""


def _kept(change: Change) -> Iterator[Printed]:
    for report in change.kept:
        yield Printed(f"  {safe(change.path)}:{report.line}: block {safe(report.id)} was edited by a person and stays", "warn")
        if report.suggestion:
            yield from (Printed(f"    {safe(line)}", "dim") for line in report.suggestion.splitlines())


def diff_lines(changes: Iterable[Change]) -> Iterator[Printed]:
    """The unified diffs of everything that would change."""
    for change in changes:
        for line in change.diff().splitlines():
            style = {"+": "good", "-": "bad", "@": "dim"}.get(line[:1], "plain")
            yield Printed(safe(line), style)
