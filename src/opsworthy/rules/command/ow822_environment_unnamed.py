"""Something is changed, and nobody says in which environment."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.quoting import quoted
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.rules.shapes.whereabouts import acting, confusable, nowhere


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "operations")
    found = next(nowhere(subject.system, reading(runbook)), None)
    if not confusable(subject.system):
        yield not_applicable("the repository knows no production beside another environment", runbook.location)
    elif found:
        places = found.environments[:4]
        names = " and ".join(each.name for each in places)
        shown = tuple(Related(each.locations[0], f"{each.name} is declared here") for each in places if each.locations)
        where = "this part of the document" if found.partly else "this document"
        told = f"{quoted(found.command)} changes something, and neither it nor {where} says where: there are {names}"
        sure = Confidence.MEDIUM if found.partly else Confidence.HIGH
        yield broken(told, found.command.location, related=shown, confidence=sure)
    elif not any(acting(reading(runbook))):
        yield not_applicable("no command changes anything outside of this machine", runbook.location)
    else:
        yield held("the document, or each command that changes something, says where", runbook.location)


RULE = Rule(
    id="OW822",
    name="environment-unnamed",
    summary="Where there are several environments, what changes one says which.",
    clauses=("RBS-02", "RBV-03"),
    why="Whoever is called at night has several terminals open; a command that does not say where it acts ends up in production.",
    fix="Name the environment in the heading or the sentence above, or give the command its context, namespace or workspace.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
)
