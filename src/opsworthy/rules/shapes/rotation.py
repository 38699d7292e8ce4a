"""Procedures that replace a secret: in quiet, and when one has leaked."""

import re

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.anchor import slug_of
from opsworthy.rules.shapes.evidence import LOOKING, commands, items, serious
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.wording import wording
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WRITES = frozenset(["secret-write", "configure"])
_RESTARTING = "restarting what reads it"
_OF_A_PIPELINE = regex(
    r"\b(?:repository|actions|organi[sz]ation|workflow|pipeline|CI(?:/CD)?) (?:secret|variable)s?\b|\bgh secret\b", re.IGNORECASE
)
_WHEN_LEAKED = regex(
    r"\b(?:rotate|revoke|replace)\b[^.]{0,60}\b(?:if|when|once|after)\b[^.]{0,60}\b(?:expos|leak|compromis|stolen|breach)",
    re.IGNORECASE,
)
_DUTIES = {
    "revoking the old value": "revokes",
    "storing a new one": "replaces",
    _RESTARTING: "restarts",
    "looking at who used it": "examines",
    "whom to tell": "informs",
}

_LOGS = regex(r"\W*logs?\b", re.IGNORECASE)


def rotations(document: Document) -> tuple[Passage, ...]:
    """The parts titled after rotation that store a new value by a command; what is about a leak is left out."""
    found = reading(document).whole.about("secret-rotation")
    apart = [each for each in found if not each.row and not means(each.title, "secret-emergency") and not _LOGS.match(each.title)]
    kept = [each for each in apart if first_write(each)]
    alone = {(each.first, each.last): each for each in kept if not any(_inside(other, each) for other in kept)}
    return tuple(alone.values())


def _inside(inner: Passage, outer: Passage) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last and (inner.first, inner.last) != (outer.first, outer.last)


def first_write(passage: Passage) -> Command | None:
    """The command that stores the new value."""
    return next(iter(commands(passage, _WRITES)), None)


def verified(passage: Passage) -> Location | None:
    """What shows, after the new value is stored, that it works: a command that looks, something to see, a step or a link that
    says so."""
    begun = first_write(passage)
    if begun is None:
        return None
    at = begun.location
    looked = [each.location for each in commands(passage, LOOKING) if each.location > at]
    seen = [each.location for each in passage.expectations if each.location > at]
    checks = wording("verifies")
    steps = [each.location for each in passage.steps[1:] if checks.search(each.text)]
    looked += [each.location for each in commands(passage, {"secret-read", "secret-list"}) if each.location > at]
    linked = [each.location for each in passage.links if each.location > at and checks.search(f"{each.text} {each.target}")]
    titled = [
        each.location
        for each in passage.reading.passages
        if each.first in passage and each.location > at and means(each.title, "verification") and each.last > each.first
    ]
    return next(iter((*looked, *seen, *steps, *linked, *titled)), None)


def in_steps(passage: Passage) -> bool:
    """Whether a rotation is told in an order: numbered steps, list items, or several commands one after the other."""
    return len(passage.steps) >= 2 or bool(items(2)(passage)) or len([each for each in passage.commands if serious(each)]) >= 2


def emergencies(document: Document) -> tuple[Passage, ...]:
    """The parts about a secret that has leaked that give steps."""
    found = reading(document).whole.about("secret-emergency")
    inside = regions(document, "secrets")
    ours = [each for each in found if any(each.first in region for region in inside) or wording("secrets").search(each.title)]
    held = [each for each in ours if not each.row and each.last > each.first and (each.steps or items(2)(each))]
    return tuple(each for each in held if not any(_inside(each, other) for other in held))


def told_in_passing(document: Document) -> Location | None:
    """A sentence of the part about secrets that opens a list of what to replace when it has leaked, with a command below it."""
    for region in regions(document, "secrets"):
        for each in region.paragraphs:
            told = _WHEN_LEAKED.search(each.text) and each.location.line > region.first
            after = Passage("", each.location, each.location.line, region.last, region.reading) if told else None
            if after and items(2)(after) and any(serious(command) for command in after.commands):
                return each.location
    return None


def undone(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """What none of the parts about a leak says, in words. A link to the rotation counts for what stands there."""
    text = "\n".join(line for each in passages for _, line in each.lines[1:])
    slugs = {link.target[1:].lower() for each in passages for link in each.links if link.target.startswith("#")}
    linked = [other for each in passages for other in each.reading.headed if slug_of(other.title) in slugs]
    text += "\n" + "\n".join(line for each in linked[:5] for _, line in each.lines)
    lacking = tuple(words for words, kind in _DUTIES.items() if not wording(kind).search(text))
    # What a pipeline reads is read anew by its next run.
    return tuple(each for each in lacking if each != _RESTARTING or not _OF_A_PIPELINE.search(text))
