"""Where a section that is missing would stand, and a patch that puts it there with the open questions of the bar."""

from collections.abc import Mapping, Sequence
from datetime import date

from opsworthy.documents.document import Document
from opsworthy.documents.markup import Element, Heading, say
from opsworthy.documents.render import render
from opsworthy.findings.outline import Outline, outline
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.blank import questions_for
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import outer, region_of, regions
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# What belongs to the heading below it: the beginning of a managed block, a waiver, a place with a name.
_ABOVE = regex(r" {0,3}(?:<!--\s*opsworthy:\s*(?!end\b)\w|<a\s+(?:id|name)\s*=[^<>]{1,80}>\s*(?:</a>)?\s*$)")
# What stays at the end: definitions of links and notes, the comment that lists the managed blocks.
_LAST = regex(r"\s*\Z| {0,3}(?:\[[^\]\n]{1,80}\]:\s|<!--\s*opsworthy:blocks\b)")


def section_added(subject: Subject, document: Document, region: str, names: Mapping[str, str]) -> Patch | None:
    """Behind the main section that the bar wants before this one, else in front of the one that it wants after it, else at the
    end. None where a section cannot be put there."""
    questions = questions_for(subject, region, document.kind)
    shape = outline(document.text)
    at = _line(document, region, list(names), shape)
    if not questions or any(first < at <= last for first, last in shape.fences):
        return None
    elements: list[Element] = [Heading(_level(document), say(names[region])), *questions]
    text = render(elements, subject.today or date.min)
    count = f"{len(questions)} open question{'' if len(questions) == 1 else 's'}"
    return Patch((inserted(document.path, shape.lines, at, text),), f"adds {names[region]} with {count}")


def inserted(path: str, lines: Sequence[str], at: int, text: str) -> Edit:
    """Puts whole lines in front of a line, or at the end, with an empty line before and after."""
    above = "\n" if at > 1 and lines[at - 2].strip(" \t\ufeff") else ""
    if at <= len(lines):
        below = "\n" if lines[at - 1].strip() else ""
        column = 2 if at == 1 and lines[0].startswith("\ufeff") else 1
        return Edit(Location(path, at, column, at, column), above + text + below)
    end = len(lines[-1]) + 1
    return Edit(Location(path, len(lines), end, len(lines), end), "\n" + above + text)


def _line(document: Document, region: str, names: list[str], shape: Outline) -> int:
    """The line in front of which the section goes; one past the last where it goes to the end."""
    here = names.index(region)
    before = next((passages[-1].last + 1 for name in reversed(names[:here]) if (passages := _holding(document, name))), None)
    after = next((passages[0].first for name in names[here + 1 :] if (passages := _holding(document, name))), None)
    lines = shape.lines
    at = before or after or len(lines) + 1
    if at > len(lines):
        while at > 1 and _LAST.match(lines[at - 2]):
            at -= 1
        return _past(lines, at)
    while at > 1 and _ABOVE.match(lines[at - 2]):
        at -= 1
    return at


def _past(lines: Sequence[str], at: int) -> int:
    """Over the empty lines that end the last words, as far as something follows them."""
    while at <= len(lines) and not lines[at - 1].strip() and at < len(lines):
        at += 1
    return at


def _holding(document: Document, region: str) -> tuple[Passage, ...]:
    """The main sections in which a region stands."""
    found = regions(document, region)
    return tuple(each for each in outer(reading(document)) if any(other.first in each for other in found))


def _level(document: Document) -> int:
    """That of the main sections; below a title that stands alone and is about nothing that the bar asks for."""
    main = outer(reading(document))
    if not main:
        return 2
    level = min(each.section.level for each in main if each.section)
    return 2 if len(main) == 1 and level == 1 and not region_of(main[0], document) else level
