"""What `opsworthy rehearse` prints: each block, whether it passed, and what that proves."""

from collections.abc import Iterator

from opsworthy.records.evidence import Evidence
from opsworthy.rehearsal.stage import Stage
from opsworthy.reports.printed import Printed
from opsworthy.reports.words import count, safe

_STYLE = {"passed": "dim", "failed": "bad", "skipped": "warn"}


def rehearse_lines(stage: Stage, evidence: tuple[Evidence, ...]) -> Iterator[Printed]:
    """Failures and skips by place, then the count; what passed is only counted."""
    yield Printed(f"stage {stage.name}: {stage.about}", "title")
    for each in evidence:
        if each.outcome != "passed":
            yield Printed(f"  {safe(each.document)}:{each.line}: {each.outcome}: {safe(each.message)}", _STYLE[each.outcome])
    passed = sum(each.outcome == "passed" for each in evidence)
    if not evidence:
        yield Printed("  the runbook has no shell blocks", "warn")
    else:
        yield Printed(f"  {passed} of {count(len(evidence), 'block')} passed", "good" if passed == len(evidence) else "bad")
