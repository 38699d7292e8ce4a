"""The runbook's example reads a variable that the code does not read."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret_reads import asked, introduced, known, nearest
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    names = known(subject.system)
    found = tuple(asked(document))
    if not found:
        yield not_applicable("no example of code stands in the part about secrets", document.location)
    for name, place in found:
        near = nearest(name, names)
        if name in names:
            yield held(f"{name} is read by the code or declared", place)
        elif introduced(document, name):
            yield cannot_know(f"the document itself introduces {name}, which no code reads yet", place)
        elif near and subject.system.variables_read:
            at = next((each.location for each in subject.system.variables_read if each.name == near), None)
            related = (Related(at, f"the code reads {near} here"),) if at else ()
            yield broken(f"the example reads {name}, which no code here reads; {near} is near to it", place, related=related)
        else:
            yield cannot_know(f"no code that was read asks for {name}", place)


RULE = Rule(
    id="OW623",
    name="secret-reference-unknown",
    summary="The variables in the runbook's examples of code are those that the code reads.",
    clauses=("SMS-03", "SMM-08", "SMV-06"),
    why="A secret that is set under the name of the example is not found by the code.",
    fix="Write the name that the code reads.",
    judge=judge,
    profiles=("service", "page"),
)
