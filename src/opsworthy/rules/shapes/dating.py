"""A line that says when a document was last updated, put under its title."""

from collections.abc import Sequence

from opsworthy.documents.document import Document
from opsworthy.findings.outline import Outline, outline
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.inserting import inserted
from opsworthy.rules.shapes.reading import reading


def day_added(subject: Subject, document: Document) -> Patch | None:
    """With the day of the last commit that touched the document, which is a fact; else with today, which only a person knows
    to be right. None where there is neither."""
    history = subject.history
    known = history.last(document.path) if history is not None and not history.trouble else None
    day = known or subject.today
    if day is None:
        return None
    shape = outline(document.text)
    line = inserted(document.path, shape.lines, _line(document, shape), f"Last updated: {day.isoformat()}\n")
    what = "the day of its last commit" if known else "today as the day on which it was last true"
    return Patch((line,), f"writes {what}, {day.isoformat()}", safe=known is not None)


def _line(document: Document, shape: Outline) -> int:
    """The line behind the title and the comments right under it; the first one behind the front matter where no title stands
    over all the rest."""
    read = reading(document)
    heads = [each for each in read.headed if each.section]
    first = heads[0] if heads else None
    lone = first and first.section and all(each.section and each.section.level > first.section.level for each in heads[1:])
    at = _body(document, shape.lines)
    if shape.lines[0].startswith("\ufeff# "):
        return _behind_comments(shape.lines, 2)
    if first is None or not lone or any(line.strip(" \ufeff") for line in shape.lines[at - 1 : first.first - 1]):
        return at
    end = max(first.location.end_line, first.first)
    underlined = end < len(shape.lines) and bool(shape.lines[end].strip()) and not shape.lines[end].strip(" =-")
    return _behind_comments(shape.lines, end + 1 + (underlined and not shape.lines[end - 1].lstrip().startswith("#")))


def _body(document: Document, lines: Sequence[str]) -> int:
    """The first line behind the front matter."""
    if not document.front_matter or lines[0].strip("\ufeff \t") not in ("---", "+++"):
        return 1
    mark = lines[0].strip("\ufeff \t")
    return next((at + 1 for at, line in enumerate(lines[1:], 2) if line.strip() == mark), 1)


def _behind_comments(lines: Sequence[str], at: int) -> int:
    """Behind the comments that follow, since a waiver right under a heading speaks of its whole section."""
    end, look, inside = at, at, False
    while look <= len(lines):
        text = lines[look - 1].strip()
        if text and not inside and not text.startswith("<!--"):
            break
        inside = (inside or text.startswith("<!--")) and "-->" not in text
        look += 1
        end = look if text and not inside else end
    return end
