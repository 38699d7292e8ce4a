"""A verification asks, and does not say which answer is good."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.rules.shapes.verifying import unanswered_checks


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    inside = (*regions(document, "deployment"), *regions(document, "rollback"))
    found = unanswered_checks(document)
    for part, asked in found:
        yield broken(f"“{part.title}” runs `{asked.tool}` and does not say what should be seen", asked.location)
    if not inside:
        yield Verdict(State.NOT_RUN, "there is no section Deployment or Rollback to look in", document.location)
    elif not found:
        yield held("what verifies says what should be seen", inside[0].location)


RULE = Rule(
    id="OW118",
    name="verification-unanswered",
    summary="Each verification of a deployment or a rollback says what its commands should show.",
    clauses=("DQV-03", "DOM-04", "DOM-05", "CCV-05"),
    why="A reader who does not know the right answer takes the one on the screen for it.",
    fix="Write below the command what a good answer looks like, such as `# Expected: HTTP/1.1 200 OK`.",
    judge=judge,
    profiles=("service", "page", "library"),
    tier=2,
)
