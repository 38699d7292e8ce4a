"""A link that leads nowhere."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.bracketed import undefined_references
from opsworthy.rules.shapes.link import follow
from opsworthy.rules.shapes.nearby import mended
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        followed = [(each, follow(subject, document, each)) for each in reading(document).links]
        unnamed = undefined_references(document)
        for each, trouble in followed:
            if trouble:
                patch = mended(subject, document, each)
                yield broken(f"the link `{each.target[:120]}` leads nowhere: {trouble}", each.location, patch=patch)
        for name, place in unnamed:
            yield broken(f"the link `[{name[:80]}]` is shown as text: nothing says where it leads", place)
        outside = [each for each, trouble in followed if trouble is None]
        if outside:
            yield cannot_know(f"{len(outside)} links lead outside the repository and were not opened", outside[0].location)
        inside = [each for each, trouble in followed if trouble == ""]
        if inside and not unnamed and len(inside) + len(outside) == len(followed):
            yield held("every link inside the repository leads somewhere", inside[0].location)
        if not followed and not unnamed:
            yield not_applicable("there is no link that could be broken", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


RULE = Rule(
    id="OW107",
    name="link-broken",
    summary="Links to files and headings lead to files and headings that exist.",
    clauses=("SRV-03", "DOD-13"),
    why="A link that leads nowhere costs the reader the time to find out, and the trust in the other links.",
    fix="Correct the path (it is relative to the document) or the heading after the #, or take the link out.",
    judge=judge,
    profiles=("service", "page", "library", "alert", "cost-plan", "report"),
    fixable=True,
    needs="nothing",
)
