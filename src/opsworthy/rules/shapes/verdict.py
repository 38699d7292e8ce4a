"""The ways in which a rule answers."""

from opsworthy.findings.outcome import Confidence, Related, State
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.reading import OpenQuestion
from opsworthy.text.location import Location


def held(message: str, location: Location) -> Verdict:
    """Looked at and fine, and this is the place that shows it."""
    return Verdict(State.HELD, message, location)


def broken(
    message: str, location: Location, *, fix: str | None = None, related: tuple[Related, ...] = (),
    confidence: Confidence = Confidence.HIGH, patch: Patch | None = None,
) -> Verdict:  # fmt: skip
    return Verdict(State.BROKEN, message, location, related=related, fix=fix, confidence=confidence, patch=patch)


def not_applicable(why: str, location: Location) -> Verdict:
    """The system has nothing that this rule is about."""
    return Verdict(State.NOT_APPLICABLE, why, location)


def cannot_know(why: str, location: Location) -> Verdict:
    """It might hold, but nothing that was read can show it."""
    return Verdict(State.CANNOT_KNOW, why, location)


def unanswered(subject: Subject, what: str, question: OpenQuestion, location: Location) -> Verdict:
    """Broken because a question is open; says who could answer it."""
    asked = next((each for each in subject.system.questions if each.key == question.key), None)
    who = asked.who if asked else question.text.rpartition("— ask ")[2].rstrip(".")[:80] if "— ask " in question.text else ""
    inside = f"Answer `{question.key}` in opsworthy.toml (`opsworthy answer` asks it) and write the document again."
    return Verdict(
        State.BROKEN,
        f"{what}, because the question `{question.key}` is still open{f'; {who} could answer' if who else ''}",
        location,
        fix=inside if asked else "Write the answer in the place of the open question.",
        open_question=question.key,
    )
