"""Environments differ, and the document does not say how."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.differing import spoken_of, told_in_words, untold
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.system.model import Difference


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    inside = regions(document, "deployment")
    where = inside[0].location if inside else document.location
    told, left = untold(subject.system, document)
    names = tuple(each.name for each in subject.system.environments)
    if not inside:
        yield Verdict(State.NOT_RUN, "there is no section Deployment to look in", document.location)
    elif not told and not left:
        yield not_applicable("the files show no difference between environments", where)
    elif told or spoken_of(document, names) or told_in_words(document, left):
        yield held("how the environments differ is told", where)
    else:
        related = tuple(Related(stated.location, f"{name}: {stated.value}"[:120]) for name, stated in left[0].values[:2])
        yield broken(f"the environments differ in {_named(left)}, and the document does not say so", where, related=related)


def _named(differences: tuple[Difference, ...]) -> str:
    shown = [f"{each.attribute} of {each.subject}" for each in differences[:3]]
    more = f" and {len(differences) - 3} more" if len(differences) > 3 else ""
    return ", ".join(shown) + more


RULE = Rule(
    id="OW123",
    name="environment-differences-unstated",
    summary="Where the environments of a system differ, the runbook says in what.",
    clauses=("DOM-06", "DQV-05", "CCV-03"),
    why="A number that holds in staging is trusted in production until it fails there.",
    fix="Add a small table with a column for each environment: namespace, replicas, sizes, addresses.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
