"""Procedures: parts of a runbook that tell somebody what to do, and whether they say how."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import any_command
from opsworthy.rules.shapes.issue import issues
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.text.regex import regex

_LEAD = regex(r"\s*(?:\*\*|_)?(?:(?:then|first|next|finally|please|simply|just|manually|immediately),?\s+)?", re.IGNORECASE)
_SENTENCE = regex(r"(?<=[.!?;:])\s+|\s+(?=then )")
_FILE = regex(r"(?:[\w.-]+/){2,}[\w.-]+|\b[\w-]+\.(?:ya?ml|json|toml|sh|py|md|conf|ini|env)\b|→|\s>\s")
_REFERS = regex(r"\b(?:section|step|appendix|chapter|runbook|phase)\s+[\dA-Z][\d.]*\b|\bsee\b", re.IGNORECASE)
_LEAST_ORDERS = 2
_SIGNS = regex(
    r"\W*(?:symptoms?|signs|impact|causes?|purpose|overview|summary"
    r"|background|scope|goals?|follow-?ups?|post-?(?:incident|mortem)s?)\b",
    re.IGNORECASE,
)
_INTERFACE = regex(r"\b(?:click|navigate to|choose|tick|scroll|press the|select the|open the \w+ tab)\b", re.IGNORECASE)
# A part about when to do something tells how to choose, not how to do it.
_WHEN = regex(r"\W*when\b(?! (?:a|the|it|this|something)\b)", re.IGNORECASE)
_CHECKED = regex(r"^\s*[-*]\s\[[ xX]\]", re.MULTILINE)
_REGIONS = ("deployment", "operations", "troubleshooting", "rollback", "secrets")
_DONE = ("deployment", "operations", "rollback")


def procedures(document: Document) -> tuple[Passage, ...]:
    """The sections with instructions of their own in the regions of a runbook that are acted on."""
    read = reading(document)
    inside = [passage for region in _REGIONS for passage in regions(document, region)]
    held = [each for each in read.headed if any(region.first <= each.first and each.last <= region.last for region in inside)]
    # What an issue in parts leaves out is said by the rule about issues.
    troubles = {each.first for each in issues(document) if any(part.label for part in own(each).paragraphs)}
    return tuple(
        each
        for each in held
        if each.first not in troubles and not _SIGNS.match(each.title) and _instructs(each) and not _CHECKED.search(_words(each))
    )


def _words(passage: Passage) -> str:
    return "\n".join(line for _, line in own(passage).lines)


def own(passage: Passage) -> Passage:
    """A section without the sections below it."""
    below = passage.section.sections if passage.section else ()
    last = min((section.location.line - 1 for section in below), default=passage.last)
    return Passage(passage.title, passage.location, passage.first, last, passage.reading, passage.section)


def _instructs(passage: Passage) -> bool:
    alone = own(passage)
    if alone.steps:
        told = sum(instructs(each.text) for each in alone.steps)
        return 2 * told >= len(alone.steps)
    told = 0  # One sentence with an order is advice, not a procedure, unless it is all that a main section says.
    for each in alone.paragraphs:
        if each.in_list and each.label and not instructs(each.label):
            continue  # A list of terms says what each is.
        told += orders(each.text.partition(" — ")[0] if each.in_list else each.text)
        if told >= _LEAST_ORDERS:
            return True
    return told > 0 and (any_command(alone) is not None or _says_nothing_else(alone))


def _says_nothing_else(alone: Passage) -> bool:
    whole = not (alone.section and alone.section.sections) and not alone.rows and not alone.fences
    return whole and len(alone.paragraphs) == 1 and any(means(alone.title, region) for region in _DONE)


def orders(text: str) -> int:
    """How many sentences of a text begin with an instruction."""
    return sum(_ordered(text))


def instructs(text: str) -> bool:
    """Whether a sentence of a text begins with an instruction."""
    return any(_ordered(text))


def _ordered(text: str) -> Iterator[bool]:
    return (marks.begins("orders", _LEAD.sub("", sentence, count=1)) for sentence in _SENTENCE.split(text[:2000]))


def abstract(passage: Passage) -> bool:
    """Whether nothing in the section, or in those below it, names what its instructions are carried out with."""
    if passage.questions or any_command(passage) or passage.links or means(passage.title, "process"):
        return False
    if _WHEN.match(passage.title):
        return False
    if any(_REFERS.search(each.text) or _INTERFACE.search(each.text) for each in passage.paragraphs):
        return False
    shown = [each for each in passage.fences if not each.commands and marks.count_words(each.text) > (0 if each.language else 2)]
    fenced = {at for fence in passage.fences for at in range(fence.location.line, fence.location.end_line + 1)}
    words = [line for at, line in own(passage).lines[1:] if at not in fenced]
    named = [line for line in words if "`" in line or _FILE.search(line) or marks.has_contact(line)]
    return not shown and not named
