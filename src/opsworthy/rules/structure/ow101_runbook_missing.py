"""There is no runbook."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    if subject.runbook:
        yield held("the runbook was read", subject.runbook.location)
    elif subject.system.deployable.kind == "none":
        why = "; ".join(reason.text for reason in subject.system.deployable.because) or "nothing here is deployed or released"
        yield not_applicable(f"no runbook is owed: {why}", subject.anchor)
    else:
        kind = "release guide" if subject.profile == "library" else "runbook"
        yield broken(f"there is no {kind} (runbook.md)", subject.anchor)


RULE = Rule(
    id="OW101",
    name="runbook-missing",
    summary="The project has a runbook; a library has a release guide under the same name.",
    clauses=("DOD-01", "RBV-01", "SRV-01"),
    why="What is written nowhere is known by whoever is on holiday.",
    fix="Run `opsworthy write`, answer the open questions, and complete what only people know.",
    judge=judge,
    profiles=("service", "library"),
    needs="nothing",
)
