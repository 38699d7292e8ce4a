"""status.json exists, and the document does not say that it was looked at."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.text.location import Location


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook, status = document_for(subject, "deployment"), subject.system.status
    if status is None:
        yield not_applicable("there is no status.json", runbook.location)
        return
    related = (Related(status.location, f"status.json says {status.status}"),)
    if status.problem:
        yield broken(f"status.json cannot be trusted, so nobody can say that it was checked: {status.problem}", status.location)
        return
    lines = ((at, line) for at, line in reading(runbook).whole.lines if "status.json" in line and status.status in line)
    at = next((at for at, _ in lines), None)
    if at:
        yield held(f"status.json was read ({status.status}), and the runbook records it", Location(runbook.path, at))
    else:
        yield broken(
            f"status.json says {status.status}, and the runbook does not record that it was looked at",
            runbook.location,
            related=related,
        )


RULE = Rule(
    id="OW109",
    name="status-unrecorded",
    summary="Where the project has a status.json, the runbook records what it said when the work began.",
    clauses=("DOD-14", "CCV-01"),
    why="Work on a project that is blocked is thrown away; the record shows that somebody looked.",
    fix="Write one line, such as “status.json was checked: active, phase deployment”.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "library"),
)
