"""The document takes for known what only somebody inside knows."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.assumed import assumed
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    found = assumed(document)
    yield from (broken(f"this {each.what}", each.location) for each in found)
    if not found:
        yield held(
            "nothing is taken for known: no habits, no people by first name, no places without an address", document.location
        )


RULE = Rule(
    id="OW857",
    name="knowledge-assumed",
    summary="A stranger can follow the document: no habits, no first names, no places without an address.",
    clauses=("ACC-07", "REV-02"),
    why="The reader at night is the one who joined last month, and the person who knows is asleep.",
    fix="Write the steps instead of the habit, a role with a way to reach it instead of a name, and a link instead of a place.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert", "library"),
)
