"""Rollbacks of which a page tells little because they are carried out, or told of, elsewhere."""

import re

from opsworthy.commands.command import Effect
from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.evidence import REVERTING, changing, commands, serious
from opsworthy.rules.shapes.order import reverts
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_BACK = regex(r"\broll(?:ing|ed|s)?[ -]?backs?\b|\brevert", re.IGNORECASE)
_WAY = regex(r"\w\*{0,2} (?:>|→) \*{0,2}\w[^|>→]{2,60} (?:>|→) ")
_NONE = regex(
    r"\bnot applicable\b|\bno\W{0,4}roll-?back\b|\bnothing to roll back\b|\bcannot be (?:undone|rolled back)\b", re.IGNORECASE
)
_SOME = 3
_ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s[^`]*`[^`]{3,}`")
_EDITS = regex(r"\bsed\b.{0,20}\s-i|>>\s*\S|\bcp\s|\bmv\s")
_SURELY_BACK = frozenset(["deploy", "migrate-back", "release", "restore", "roll-back"])
_brings_back = changing(REVERTING)


def told_elsewhere(subject: Subject) -> str:
    """Why a page owes no commands of a rollback: it sends the reader to where they stand."""
    inside = regions(document_for(subject, "rollback"), "rollback")
    whole = reading(document_for(subject, "rollback")).whole
    if subject.profile != "page" or any(reverts(each) for each in inside):
        return ""
    if any(_NONE.search(line) for each in inside for _, line in each.lines):
        return "the page says that there is no way back"
    if not any(serious(each) for each in whole.commands):
        return "no command stands on this page"
    if any(sum(bool(_ITEM.match(line)) for _, line in each.lines) >= _SOME for each in inside):
        return "the page puts back what it has set, item by item"
    if any(_changes(each) or any(_WAY.search(line) for _, line in each.lines) for each in inside):
        return "the page puts back what it has set, and says how"
    told = (each.text for each in whole.paragraphs if _BACK.search(each.text) and _linked(whole, each.location))
    return "the page sends the reader elsewhere for the rollback" if any(told) else ""


def _changes(passage: Passage) -> bool:
    """Whether a command of a passage surely does something else than to look."""
    told = (each for each in passage.commands if serious(each))
    return any(each.effect in (Effect.CHANGES, Effect.DESTROYS) or _EDITS.search(each.text) for each in told)


def _linked(whole: Passage, at: Location) -> bool:
    last = max(at.line, at.end_line)
    return any(at.line <= each.location.line <= last and each.target.startswith("http") for each in whole.links)


_VERIFIES = regex(r"\b(?:verify|confirm|check that|make sure|health[- ]?check)\b", re.IGNORECASE)
_NAMES = regex(r"`[^`]{4,}`|[\"'$]|://|/\w")
_SECTION = regex(r"\W*(?:\d+\W+)?(?:verif(?:y|ication)|validation|confirm(?:ation)?)\W*\Z", re.IGNORECASE)


def _verified_below(document: Document, inside: tuple[Passage, ...]) -> str:
    """Why a page that is about more than a rollback owes no further verification: a line after the command verifies, or a
    section after it that holds for all that the page does."""
    for each in inside:
        begun = reverts(each)
        if begun and any(_VERIFIES.search(line) and _NAMES.search(line) for at, line in each.lines if at > begun.line):
            return "the page says what to verify afterwards"
    last = max((each.last for each in inside), default=0)
    later = (each for each in reading(document).headed if each.first > last and _SECTION.match(each.title))
    return "a section below verifies what the page does" if any("`" in line for each in later for _, line in each.lines) else ""


def nothing_brings_back(subject: Subject) -> str:
    """Why nothing can be verified: no command brings an older version back, which rollback-without-commands says."""
    inside = regions(document_for(subject, "rollback"), "rollback")
    if subject.profile == "page" and not any(commands(each, _SURELY_BACK) for each in inside):
        return "no command surely brings an older version back"
    if subject.profile == "page" and (told := _verified_below(document_for(subject, "rollback"), inside)):
        return told
    return "no command brings an older version back" if inside and not any(_brings_back(each) for each in inside) else ""
