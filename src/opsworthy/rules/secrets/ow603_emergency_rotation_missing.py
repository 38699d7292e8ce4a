"""Nothing says what to do when a secret has leaked."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.evidence import any_command, contact, either, items
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.rotation import told_in_passing
from opsworthy.rules.shapes.secret import no_secrets
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import held
from opsworthy.rules.shapes.wording import wording
from opsworthy.text.location import Location


def _steps(passage: Passage) -> Location | None:
    """Two items, and in one of them something that is done about the secret."""
    said = "\n".join(line for _, line in passage.lines[1:])
    return items(2)(passage) if any(wording(kind).search(said) for kind in ("revokes", "replaces", "restarts")) else None


_titled = topic(
    Topic(
        "secrets",
        "emergency rotation",
        {
            "its steps (revoke, replace, restart)": _steps,
            "a command to carry them out or somebody to call": either(any_command, contact),
        },
        about=("secret-emergency",),
        titled=True,
        questions=("contacts.security",),
        unless=no_secrets,
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    told = told_in_passing(document)
    if told:
        yield held("what to do with a secret that has leaked stands here", told)
        return
    inside = regions(document, "secrets")
    for verdict in _titled(subject):
        here = any(verdict.location.line in region for region in inside)
        if verdict.state is not State.BROKEN or here or verdict.open_question:
            yield verdict
        elif inside:
            yield replace(verdict, location=inside[0].location)
        elif wording("secrets").search(reading(document).line(verdict.location.line)):
            yield verdict
        else:
            yield Verdict(State.NOT_RUN, "there is no section about secrets to look in", document.location)


RULE = Rule(
    id="OW603",
    name="emergency-rotation-missing",
    summary="The runbook says what to do, in order, when a secret has leaked.",
    clauses=("DOD-09", "SMS-06", "SMM-04", "SMV-05"),
    why="A leaked secret is used within minutes; the routine rotation is written for a quiet afternoon.",
    fix="Write the steps: revoke first, store a new value, restart at once, look who used it, tell whom; with the commands.",
    judge=judge,
    tier=2,
)
