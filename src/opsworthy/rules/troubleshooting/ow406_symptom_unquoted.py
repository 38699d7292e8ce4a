"""A symptom in somebody's own words, which no search will find."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.issue import is_verbatim, issues, signs
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "troubleshooting")
    found = [(issue, told) for issue in issues(document) if (told := signs(issue))]
    for issue, (text, place) in found:
        if is_verbatim(text) or is_verbatim(issue.title):
            yield held(f"“{issue.title}” quotes what is seen", place.location)
        else:
            yield broken(f"the symptom of “{issue.title}” quotes no message, state, status or value", place.location)
    if not found:
        yield Verdict(State.NOT_RUN, "no issue has a symptom of its own", document.location)


RULE = Rule(
    id="OW406",
    name="symptom-unquoted",
    summary="The symptom of an issue quotes what is seen: the error's own text, a state, a status code, a value.",
    clauses=("RBS-21", "DQV-04"),
    why="At night one searches for the line on the screen; a paraphrase is not found.",
    fix="Copy the message as it is printed, in backticks, such as `connect ECONNREFUSED 10.0.1.50:5432`.",
    judge=judge,
    severity=Severity.WARNING,
    tier=1,
)
