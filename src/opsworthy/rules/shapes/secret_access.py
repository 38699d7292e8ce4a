"""Who may read secrets, and the warning against committing them: sentences, not words."""

from opsworthy.documents.document import Document, Paragraph
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage, Row, reading
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.wording import wording
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SENTENCE = regex(r"(?<=[.!?;])\s+")
_NAMED = regex(r"`?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
_ACCESS = wording("access")
_WHO = wording("readers")
_EVERYBODY = wording("everybody")
_NEGATES = wording("negates")
_SECRET = wording("secrets")
_COMMITS = wording("commits")
_WARNING_TITLE = wording("warning-titles")


def readers(passage: Passage) -> Location | None:
    """A statement about access that names a role, team or service; a column or a field about access with somebody in it."""
    row = next((row.location for row in passage.rows if _in_row(row)), None)
    titled = means(passage.title, "secret-access")
    said = next((each.location for each in passage.paragraphs if _in_words(each, titled=titled and not passage.row)), None)
    return row or said


def _in_row(row: Row) -> bool:
    cells = [cell for name, cell in zip(row.header, row.cells, strict=False) if means(name, "secret-access")]
    return any(
        marks.count_words(cell) > 0 and not _EVERYBODY.search(cell) and not marks.says("undecided", cell) for cell in cells
    )


def _in_words(each: Paragraph, *, titled: bool) -> bool:
    text = each.text if each.label and each.label in each.text.lower() else f"{each.label}: {each.text}"
    if _EVERYBODY.search(text) or marks.says("undecided", text):
        return False
    named = _WHO.findall(text)
    about = (
        titled
        or _SECRET.search(text)
        or _NAMED.match(text.lstrip(": "))
        or bool(each.label and means(each.label, "secret-access"))
    )
    spoken = _ACCESS.search(text) and about
    return bool(named and spoken and marks.count_words(text) >= 3)


def warned(document: Document) -> Location | None:
    """A sentence that forbids putting secrets under version control, or an item that says so under “Don't”."""
    read = reading(document)
    for passage in read.headed:
        section = passage.section
        for each in section.paragraphs if section else ():
            about = f"{each.under} {each.label} {passage.title}"
            if any(_forbids(sentence, about) for sentence in _SENTENCE.split(each.text)):
                return each.location
    for row in read.rows:
        cells = " ".join(row.cells)
        if _NEGATES.search(cells) and _SECRET.search(cells) and _COMMITS.search(cells):
            return row.location
    return None


def _forbids(sentence: str, about: str) -> bool:
    """Whether one sentence forbids it: by its own words, or as an item under “Don't”."""
    if not _COMMITS.search(sentence) or marks.count_words(sentence) < 4:
        return False
    return bool(_NEGATES.search(sentence) or _WARNING_TITLE.search(about)) and bool(_SECRET.search(f"{sentence} {about}"))
