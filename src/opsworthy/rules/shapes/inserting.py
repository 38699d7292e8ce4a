"""Where a section that is missing would stand, and a patch that puts it there with the open questions of the bar."""

import re
from collections.abc import Sequence
from datetime import date

from opsworthy.documents.document import Document
from opsworthy.documents.markup import Element, Heading, say
from opsworthy.documents.render import render
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.blank import questions_for
from opsworthy.rules.shapes.reading import Passage, Reading
from opsworthy.text.location import Location

_DEEPEST = 6
# What belongs to the heading below it: the beginning of a managed block, a named place, a waiver.
_BEFORE = re.compile(r"\s*(?:<!--\s*opsworthy:(?!end)|<a\s+(?:id|name)\s*=[^<>]{1,80}>\s*(?:</a>)?\s*$)")
# What stays at the end: definitions of links and notes, and the comment that lists the managed blocks.
_LAST = re.compile(r" {0,3}(?:\[[^\]\n]{1,80}\]:\s|<!--\s*opsworthy:blocks\b)|\s*\Z")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})\s*\Z")


def section_added(
    subject: Subject, document: Document, region: str, title: str, before: Sequence[Passage], after: Sequence[Passage]
) -> Patch | None:
    """A section of this title with its open questions: behind the last of the main sections that the bar wants before it, else
    in front of the first of those that it wants after it, else at the end. None where no section can be put there."""
    read = _reading_of(before, after, document)
    level = _level(read, (*before, *after))
    questions = questions_for(subject, region, document.kind)
    place = _place(read, before, after)
    if place is None or level > _DEEPEST or not questions:
        return None
    elements: list[Element] = [Heading(level, say(title)), *questions]
    text = render(elements, subject.today or date.min)
    at_end = place.column > 1 or place.line > len(read.text)
    gap = "\n" if _line_before(read, place).strip() else ""
    text = f"{'' if place.column == 1 else chr(10)}{gap}{text}" if at_end else f"{gap}{text}\n"
    return Patch((Edit(place, text),), f"adds {title} with {len(questions)} open questions")
