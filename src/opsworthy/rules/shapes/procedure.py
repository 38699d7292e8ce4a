"""Procedures: parts of a runbook that tell somebody what to do, and whether they say how."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import any_command
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions

# Words with which an instruction begins. They only say that something is to be done; what it takes is looked for beside them.
_ORDER = re.compile(
    r"\s*(?:\*\*|_)?(?:then |first,? |next,? |finally,? |please |simply |just |manually |immediately )?"
    r"(?:apply|ask|build|change|check|clean|clear|configure|confirm|contact|create|delete|deploy|disable|drain|enable|ensure|examine"
    r"|execute|fix|increase|inspect|install|investigate|invoke|kill|look|make sure|merge|migrate|monitor|open|perform|publish|push|query"
    r"|read|rebuild|redeploy|release|remove|reset|resolve|restart|restore|revert|review|roll|rotate|run|scale|search|set|ship|start"
    r"|stop|store|switch|tag|test|trigger|update|upgrade|upload|use|validate|verify|view|wait|watch)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\s+(?=then )")
_FILE = re.compile(r"(?:[\w.-]+/){2,}[\w.-]+|\b[\w-]+\.(?:ya?ml|json|toml|sh|py|md|conf|ini|env)\b|→|\s>\s")
_REGIONS = ("deployment", "operations", "troubleshooting", "rollback", "secrets")


def procedures(document: Document) -> tuple[Passage, ...]:
    """The sections with instructions of their own in the regions of a runbook that are acted on."""
    read = reading(document)
    inside = [passage for region in _REGIONS for passage in regions(document, region)]
    found = []
    for passage in read.headed:
        if any(region.first <= passage.first and passage.last <= region.last for region in inside) and _instructs(passage):
            found.append(passage)
    return tuple(found)


def own(passage: Passage) -> Passage:
    """A section without the sections below it."""
    below = passage.section.sections if passage.section else ()
    last = min((section.location.line - 1 for section in below), default=passage.last)
    return Passage(passage.title, passage.location, passage.first, last, passage.reading, passage.section)


def _instructs(passage: Passage) -> bool:
    alone = own(passage)
    orders = sum(_orders(each.text) for each in alone.paragraphs)
    return bool(alone.steps) or orders > 0


def _orders(text: str) -> int:
    return sum(bool(_ORDER.match(sentence)) for sentence in _SENTENCE.split(text[:2000]))


def abstract(passage: Passage) -> bool:
    """Whether nothing in the section, or in those below it, names what its instructions are carried out with."""
    if passage.questions or any_command(passage) or passage.links:
        return False
    shown = [fence for fence in passage.fences if not fence.commands and marks.count_words(fence.text) > 2]
    fenced = {at for fence in passage.fences for at in range(fence.location.line, fence.location.end_line + 1)}
    words = [line for at, line in own(passage).lines[1:] if at not in fenced]
    named = [line for line in words if "`" in line or _FILE.search(line) or marks.has_contact(line)]
    return not shown and not named
