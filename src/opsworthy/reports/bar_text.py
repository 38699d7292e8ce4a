"""What `opsworthy bar coverage` prints: a line a clause, then the gaps and the figures."""

from collections.abc import Iterator

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import count, safe
from opsworthy.rules.covering import Coverage, Served

_MOST = 4
_SYMBOLS = {True: "mechanical", False: "not mechanical"}


def coverage_lines(coverage: Coverage) -> Iterator[Printed]:
    """The clauses by group with what serves each and how; gaps and unknown ids stand out, and are told again at the end."""
    group = None
    for row in coverage.rows:
        here = row.clause.group if row.clause else "not in the bar"
        if here != group:
            group = here
            yield from title(safe(group))
        yield from _row(row)
    yield Printed("")
    for row in (*coverage.gaps, *coverage.unknown):
        what = "nothing serves it" if row.clause else "the bar has no such clause"
        yield Printed(f"{safe(row.id)}: {what}", "bad")
    judged, wrong = coverage.judged, len(coverage.gaps) + len(coverage.unknown)
    mechanical = sum(each.mechanical for each in judged)
    share = f"{mechanical} of {len(judged)} ({coverage.share:.0%}) of the checklists and mistakes are judged mechanically"
    yield Printed(f"{count(len(coverage.rows), 'clause')}, {count(wrong, 'gap')}; {share}", "bad" if wrong else "good")


def _row(row: Served) -> Iterator[Printed]:
    text = safe(row.clause.text) if row.clause else ""
    yield Printed(f"  {safe(row.id)}  {text}".rstrip(), "plain" if row.services else "bad")
    ways: dict[str, list[str]] = {}
    for each in row.services:
        ways.setdefault(each.way, []).append(safe(each.what))
    for way, names in ways.items():
        shown = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
        yield Printed(f"          {way} ({_SYMBOLS[way == 'rule']}): {shown}", "dim")
    if not row.services:
        yield Printed("          nothing serves it", "bad")
