"""The document says other replica bounds than the autoscaler has."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.scaling import autoscalers, claimed_bounds
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    documents = [each for each in (subject.runbook, subject.cost_plan) if each]
    known = autoscalers(subject.system)
    claims = [claim for document in documents for claim in claimed_bounds(reading(document).whole)] if known else []
    if not known or not claims:
        why = "no document states replica bounds" if known else "the system has no autoscaler"
        yield not_applicable(why, documents[0].location if documents else subject.anchor)
        return
    for least, most, place in claims:
        if any((each.minimum, each.maximum) == (least, most) for _, _, each in known):
            yield held(f"{least} to {most} replicas are what an autoscaler has", place)
        else:
            there = tuple(
                Related(each.locations[0], f"{name} in {environment or 'every environment'}: {each.minimum} to {each.maximum}")
                for name, environment, each in known
                if each.locations
            )[:4]
            yield broken(f"no autoscaler has {least} to {most} replicas", place, related=there)


RULE = Rule(
    id="OW803",
    name="replica-bounds-contradicted",
    summary="The replica bounds that the documents state are those of an autoscaler.",
    clauses=("REV-03", "DOM-05", "RBS-11", "CPS-15"),
    why="Capacity and cost are planned with these numbers.",
    fix="Write the bounds that the autoscaler has, or change the autoscaler; the related places show them.",
    judge=judge,
    profiles=("service", "page", "cost-plan"),
    needs="nothing",
)
