"""A duration is promised, and what follows is none."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.timing import broken_promises, is_timed
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    vague = broken_promises(document, asked_of=("deployment", "rollback") if subject.profile == "service" else ())
    for each in vague:
        yield broken(f"“{each.label}” is followed by no length of time", each.location)
    if not vague and is_timed(document):
        yield held("each duration that is announced is a length of time", document.location)
    elif not vague:
        yield not_applicable("no duration is announced outside of Deployment and Rollback", document.location)


RULE = Rule(
    id="OW117",
    name="duration-vague",
    summary="Where a procedure announces how long it takes, it gives a length of time.",
    clauses=("RBV-06",),
    why="“A while” ends whenever the reader loses patience.",
    fix="Write minutes or hours, such as `Duration: about 15 minutes`; a range will do.",
    judge=judge,
    profiles=("service", "page", "alert", "library"),
    tier=2,
)
