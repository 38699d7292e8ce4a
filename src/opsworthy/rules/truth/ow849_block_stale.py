"""A managed block says something else than the files say now."""

from collections import Counter
from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.claiming.drafted import stale
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

_MOST_SHOWN, _MOST_TOLD = 2, 4


def judge(subject: Subject) -> Iterator[Verdict]:
    documents = [each for each in (subject.runbook, subject.cost_plan) if each]
    found = [each for document in documents for each in stale(subject, document)]
    pairs = Counter((each.said, each.now) for each in found)
    for (said, now), _ in pairs.most_common(_MOST_TOLD):
        first = next(each for each in found if (each.said, each.now) == (said, now))
        related = tuple(Related(at, "the block came from here") for at in first.block.sources[:_MOST_SHOWN])
        yield broken(f"the block {first.block.id} says {said}, and the files now say {now}", first.location, related=related)
    if not any("opsworthy:begin" in each.text for each in documents):
        at = documents[0].location if documents else subject.anchor
        yield not_applicable("no block of the document was written from the files", at)
    elif not pairs:
        yield held("every managed block says what the files say", documents[0].location)


RULE = Rule(
    id="OW849",
    name="block-stale",
    summary="Every managed block says what the files say now.",
    clauses=("REV-03", "DOM-05", "DOD-03"),
    why="What was true when it was written is believed because it was written from the files.",
    fix="Run `opsworthy write`, which writes the block again; in a block that you have edited, write what the files say.",
    judge=judge,
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
