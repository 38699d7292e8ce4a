"""Secrets are listed, and for some nothing says how often they are rotated."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.secret import mentions, no_secrets, outlives
from opsworthy.rules.shapes.secret_list import Entry, entries
from opsworthy.rules.shapes.secret_rhythm import for_all, is_interval, is_vague
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable, unanswered
from opsworthy.system.secret_types import opens_nothing

_MOST_NAMED = 5


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    listed = entries(document)
    inside = regions(document, "secrets")
    vague = [each for each in listed if each.rotation is not None and is_vague(each.rotation)]
    shared = for_all(document, listed)
    if not inside:
        yield Verdict(State.NOT_RUN, "there is no section about secrets to look in", document.location)
    elif not listed and no_secrets(subject):
        yield not_applicable(no_secrets(subject), document.location)
    elif vague:
        yield from _vague(subject, document, vague)
    elif shared or not any(each.rotation and is_interval(each.rotation) for each in listed):
        yield held("an interval for all secrets", shared) if shared else _elsewhere(document)
    else:
        yield from _uncovered(subject, document, listed)


def _elsewhere(document: Document) -> Verdict:
    return Verdict(State.NOT_RUN, "no list gives intervals; rotation-missing asks how often", document.location)


def _vague(subject: Subject, document: Document, vague: list[Entry]) -> Iterator[Verdict]:
    asked = next((each for each in reading(document).questions if each.key.startswith("secrets.rotation-days")), None)
    undecided = [each for each in vague if asked and (each.rotation or "").strip().lower() == "not decided"]
    if asked and undecided:
        yield unanswered(subject, f"how often {_names(undecided)} is rotated is not decided", asked, undecided[0].location)
    for each in vague:
        if each not in undecided:
            said = (each.rotation or "").strip(" -–—")
            told = f"“{said[:60]}” is {'longer than ten years' if outlives(said) else 'no interval'}"
            told = told if said else "no interval stands there"
            yield broken(f"how often {each.name} is rotated: {told}", each.location)


def _uncovered(subject: Subject, document: Document, listed: tuple[Entry, ...]) -> Iterator[Verdict]:
    """The secrets of the system that the runbook names, and that no entry with an interval speaks of."""
    timed = [each for each in listed if each.rotation and not is_vague(each.rotation)]
    bare = [
        each.name
        for each in subject.system.secrets
        if mentions(document, each) and not opens_nothing(each.name) and not any(entry.speaks_of(each) for entry in timed)
    ]
    names = list(dict.fromkeys(bare))
    if names:
        told = ", ".join(names[:_MOST_NAMED]) + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")
        yield broken(f"nothing says how often {told} is rotated; for others an interval stands here", timed[0].location)
    else:
        yield held("every secret that is listed has an interval", timed[0].location)


def _names(found: list[Entry]) -> str:
    names = list(dict.fromkeys(each.name for each in found))
    return ", ".join(names[:_MOST_NAMED]) + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")


RULE = Rule(
    id="OW607",
    name="secret-rotation-unscheduled",
    summary="Each secret that is listed, or its type, has an interval after which it is rotated.",
    clauses=("SMS-04", "SMV-04"),
    why="“Regularly” is never today; a secret without a date is the one that is ten years old.",
    fix="Write an interval such as “every 90 days” beside each secret, or one for all of a type.",
    judge=judge,
    tier=2,
)
