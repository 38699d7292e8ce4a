"""What `opsworthy bar coverage` prints: the clauses by group with what serves each, a table of the groups, then the gaps."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import columns, count, safe
from opsworthy.rules.bar import WAYS
from opsworthy.rules.covering import Coverage, Served

_MOST = 4
_UNKNOWN = "not in the bar"
_INDENT = 10
_WIDTH = 100


def coverage_lines(coverage: Coverage, width: int = _WIDTH) -> Iterator[Printed]:
    """Each clause with what serves it by way (a mechanical rule, the writer, a rehearsal, a review, a record); the totals of each
    group; gaps and unknown ids once more at the end, where they cannot be missed."""
    groups = [(name, list(rows)) for name, rows in groupby(coverage.rows, key=_group)]
    for name, rows in groups:
        yield from title(safe(name))
        for row in rows:
            yield from _row(row, width)
    yield from _totals(groups)
    yield Printed("")
    for row in (*coverage.gaps, *coverage.unknown):
        what = "nothing serves it" if row.clause else "the bar has no such clause"
        yield Printed(f"{safe(row.id)}: {what}", "bad")
    judged, wrong = coverage.judged, len(coverage.gaps) + len(coverage.unknown)
    mechanical = sum(each.mechanical for each in judged)
    share = f"{mechanical} of {len(judged)} ({coverage.share:.0%}) of the checklists and mistakes are judged mechanically"
    yield Printed(f"{count(len(coverage.rows), 'clause')}, {count(wrong, 'gap')}; {share}", "bad" if wrong else "good")


def _group(row: Served) -> str:
    return row.clause.group if row.clause else _UNKNOWN


def _row(row: Served, width: int) -> Iterator[Printed]:
    text = safe(row.clause.text) if row.clause else ""
    style = "plain" if row.services else "bad"
    yield from _wrapped(f"  {safe(row.id):<{_INDENT - 4}}  ", text, width, style)
    ways: dict[str, list[str]] = {}
    for each in row.services:
        ways.setdefault(each.way, []).append(safe(each.what))
    for way, names in ways.items():
        shown = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
        yield from _wrapped(f"{' ' * _INDENT}{way}: ", shown, width, "dim")
    if not row.services:
        yield Printed(f"{' ' * _INDENT}nothing serves it", "bad")


def _wrapped(head: str, text: str, width: int, style: str) -> Iterator[Printed]:
    first, *more = wrap(text, max(width - len(head), 30), break_on_hyphens=False) or [""]
    yield Printed(f"{head}{first}".rstrip(), style)
    yield from (Printed(f"{' ' * len(head)}{line}", style) for line in more)


def _totals(groups: list[tuple[str, list[Served]]]) -> Iterator[Printed]:
    """A line for each part of the bar. A clause that is served in two ways counts in both columns."""
    parts: dict[str, list[Served]] = {}
    for name, found in groups:
        parts.setdefault(name.partition(" / ")[0], []).extend(found)
    every = [row for found in parts.values() for row in found]
    head = ("", "clauses", *WAYS, "nothing")
    rows = [head, *(_total(name, found, head) for name, found in parts.items()), _total("all", every, head)]
    yield from title("totals by group")
    for line, row in zip(columns(rows), rows, strict=True):
        missing = row is not head and row[-1].strip() != "0"
        yield Printed(line, "bad" if missing else "title" if row is head else "plain")


def _total(name: str, rows: list[Served], head: tuple[str, ...]) -> tuple[str, ...]:
    served = [{each.way for each in row.services} for row in rows]
    numbers = (len(rows), *(sum(way in each for each in served) for way in WAYS), sum(not each for each in served))
    return (safe(name), *(str(number).rjust(len(word)) for number, word in zip(numbers, head[1:], strict=True)))
