"""Rollbacks that go nowhere: what they bring back is what runs already."""

import re

from opsworthy.commands.command import Command, Effect
from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.deploying import made_by_nothing
from opsworthy.rules.shapes.evidence import LOOKING, REVERTING, serious
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.system.model import System
from opsworthy.text.regex import regex

_FORWARD = frozenset(["apply", "deploy", "release", "start"])
_BACK = frozenset(["roll-back", "restore", "scale"])
_OLDER = regex(
    r"\b(?:previous|older?|earlier|prior|last[- ](?:known[- ])?(?:good|working|stable)|known[- ]good|revert\w*|undo|restor\w*"
    r"|backup|before|back to|n-1|roll(?:ed|ing)?[ -]?back to)\b",
    re.IGNORECASE,
)
_SETS_VERSION = frozenset(["checkout", "revert", "reset", "switch", "restore"])


def leads_nowhere(subject: Subject, document: Document) -> tuple[Command, str] | None:
    """The command of a rollback that deploys what runs already, and why it does; None where any command may go back."""
    inside = regions(document, "rollback")
    every = [each for region in inside for each in region.commands if serious(each) and not _of_schema(region, each)]
    lacking = made_by_nothing(subject.system, [each for each in every if each.purposes & REVERTING])
    if lacking:
        return lacking[0], f"needs a {lacking[1]}, and the repository has none"
    if any(_may_go_back(each) for each in every):
        return None
    deployed = {_plain(each) for region in regions(document, "deployment") for each in region.commands}
    reasons = [(each, _why(subject.system, each, deployed)) for each in every if each.purposes & _FORWARD]
    if not reasons or not all(why for _, why in reasons):
        return None
    told = any(_OLDER.search(text) for region in inside for text in _before(region, reasons[-1][0]))
    return None if told and not reasons[0][0].names("image") else reasons[0]


def _of_schema(region: Passage, each: Command) -> bool:
    """Whether a command moves the schema of a database and not the service."""
    return "migrate" in each.purposes or any(each.location.line in part for part in region.about("migration-rollback"))


def _may_go_back(each: Command) -> bool:
    unknown = (each.effect is Effect.UNKNOWN and not each.purposes & LOOKING) or bool(each.placeholders) or "$" in each.text
    return unknown or bool(each.purposes & _BACK) or (each.tool == "git" and bool(_SETS_VERSION & set(each.words[1:3])))


def _why(system: System, each: Command, deployed: set[str]) -> str:
    images = {place.image.value for service in system.services for place in service.placements if place.image}
    now = next((name for name in each.names("image") if ":" in name and name in images), "")
    if now:
        return f"sets {now}, which the repository deploys already"
    return "is the command that deploys" if _plain(each) in deployed and not each.names("image") else ""


def _plain(each: Command) -> str:
    return " ".join(each.words)


def _before(region: Passage, last: Command) -> list[str]:
    """What is said in words where the commands stand, up to the last of them; when to go back is another matter."""
    apart = [part for part in region.about("decision-to-roll-back") if not part.row]
    return [
        each.text
        for each in region.paragraphs
        if each.location.line <= last.location.line
        and not any(each.location.line in part for part in apart)
        and not means(each.label, "decision-to-roll-back")
        and not _DECIDES.match(each.text)
    ] + [step.text for step in region.steps if step.location.line <= last.location.line]


_DECIDES = regex(r"\W*(?:roll(?:ing)? (?:back|forward)|if|when)\b", re.IGNORECASE)
