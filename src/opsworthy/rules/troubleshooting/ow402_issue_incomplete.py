"""An issue without its cause, its diagnostic command or its solution."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.issue import issues
from opsworthy.rules.shapes.owing import owed
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "troubleshooting")
    found = issues(document)
    for issue in found:
        missing = owed(issue, subject.profile)
        if missing:
            name = f"“{issue.title}”" if issue.title.strip() else "the first issue of this table"
            yield broken(f"{name} lacks {', '.join(missing)}", issue.location)
        else:
            yield held(f"“{issue.title}” says what is seen, why, how to make sure and what to do", issue.location)
    if not found:
        yield Verdict(State.NOT_RUN, "no issue is listed", document.location)


RULE = Rule(
    id="OW402",
    name="issue-incomplete",
    summary="Each issue has its symptom, its cause, a command that confirms it, and a solution.",
    clauses=("DOD-07", "RBS-21", "RBM-04", "RBV-14", "DQV-04"),
    why="A cure without a diagnosis is applied to the wrong illness.",
    fix="Add what is missing; the diagnostic command reads and changes nothing, such as `kubectl describe pod` or `heroku logs`.",
    judge=judge,
    profiles=("service", "page"),
    tier=2,
)
