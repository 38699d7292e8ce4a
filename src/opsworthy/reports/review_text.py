"""What `opsworthy review` prints: for each criterion where its review stands, the evidence, and what only a person can say."""

from collections.abc import Iterator

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.review_view import CriterionView, ReviewView
from opsworthy.reports.words import count, safe

_STYLE = {"accepted": "good", "rejected": "bad", "stale": "warn", "missing": "warn", "nothing-to-review": "dim"}
_MOST = 5
_ORDER = ("held", "broken", "cannot-know", "not-run", "not-applicable", "waived", "error")


def review_lines(view: ReviewView, full: bool = False) -> Iterator[Printed]:
    """The criteria in the order of the bar, then how many are accepted."""
    for each in view.criteria:
        yield from _criterion(each, full)
    owed = [each for each in view.criteria if each.standing != "nothing-to-review"]
    done = sum(each.standing == "accepted" for each in owed)
    yield Printed("")
    named = ", ".join(safe(each) for each in view.documents)
    words = f"{done} of {count(len(owed), 'criterion', 'criteria')} accepted for {named} as they are"
    yield Printed(words, "good" if done == len(owed) else "warn")


def _criterion(view: CriterionView, full: bool) -> Iterator[Printed]:
    yield from title(f"{view.id} {view.name.replace('-', ' ')}: {view.asks}")
    yield Printed(f"  {_standing(view)}", _STYLE[view.standing])
    told = [f"{view.outcomes[state]} {state}" for state in _ORDER if view.outcomes.get(state)]
    yield Printed(f"  rules that bear on it: {', '.join(told) or 'none ran'}", "dim")
    shown = view.findings if full else view.findings[:_MOST]
    for finding in shown:
        yield Printed(
            f"    {safe(finding.path)}:{finding.line}: {safe(finding.message)} [{finding.name}]",
            "bad" if finding.severity == "error" else "warn",
        )
    if len(view.findings) > len(shown):
        yield Printed(f"    … and {len(view.findings) - len(shown)} more; --full lists them", "dim")
    if view.standing != "nothing-to-review":
        yield Printed("  ask yourself:", "dim")
        yield from (Printed(f"    - {question}") for question in view.questions)


def _standing(view: CriterionView) -> str:
    record = view.record
    if view.standing == "nothing-to-review":
        return "there is no document to review"
    if record is None:
        return "no review is recorded"
    at = f" at {safe(record.commit[:12])}" if record.commit else ""
    words = f": {safe(record.words)}" if record.words else ""
    told = f"{record.decision} by {safe(record.reviewer)} on {safe(record.at)}{at}{words}"
    return (
        f"stale, changed since: {', '.join(safe(each) for each in view.changed)} ({told})" if view.standing == "stale" else told
    )
