"""Rules over claims: one judge for each group of kinds."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.claiming.answer import Answer
from opsworthy.rules.shapes.claiming.answers import answers
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import ground_of
from opsworthy.rules.shapes.claiming.page import page_of
from opsworthy.rules.shapes.naming import renamed
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.section import Judge
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.location import Location

_MOST_UNKNOWN = 3


def claimed(what: str, *kinds: str) -> Judge:
    """Every claim of some kinds is what the files say. `what` names them in the plural."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        documents = [each for each in (subject.runbook, subject.cost_plan) if each]
        ground = ground_of(subject)
        found = [(page, *each) for page in map(page_of, documents) for each in answers(page, ground, *kinds)]
        wrong = [(claim, said) for _, claim, said in found if said.state is State.BROKEN]
        seen: set[str] = set()
        for page, claim, said in found:
            if said.state is State.BROKEN and said.message not in seen:
                seen.add(said.message)
                patch = _patch(page.reading, claim, said, wrong)
                yield broken(said.message, claim.location, related=said.related, patch=patch, confidence=said.confidence)
        at = documents[0].location if documents else subject.anchor
        yield from _rest(what, [(claim, said) for _, claim, said in found], at)

    return judge


def _rest(what: str, found: list[tuple[Claim, Answer]], at: Location) -> Iterator[Verdict]:
    """What is not wrong: how many hold, and the first of those that nobody can know."""
    right = [claim for claim, said in found if said.state is State.HELD]
    unknown = {said.message: claim for claim, said in reversed(found) if said.state is State.CANNOT_KNOW}
    for message, claim in list(reversed(unknown.items()))[:_MOST_UNKNOWN]:
        yield cannot_know(message, claim.location)
    if right and not any(said.state is State.BROKEN for _, said in found):
        only = sorted({said.message for _, said in found if said.state is State.HELD and said.message.endswith(" only")})
        told = f"the {what} that are named are those of the files ({len({claim.name for claim in right})})"
        yield held("; ".join((told, *only[:3])), right[0].location)
    elif not found:
        yield not_applicable(f"no {what} are named that the files could speak of", at)


def _patch(read: Reading, claim: Claim, said: Answer, wrong: list[tuple[Claim, Answer]]) -> Patch | None:
    """The true name in the place of the wrong one, wherever it is told; safe where there is one candidate."""
    if not said.near or said.near == claim.name:
        return None
    same = ((each, other) for each, other in wrong if each.name == claim.name and other.near == said.near)
    places = [each.location for each, _ in same if each.location.path == claim.location.path]
    found = renamed(read, claim.name, said.near, places)
    return Patch(found.edits, found.words, safe=said.safe) if found else None
