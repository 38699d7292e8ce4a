"""What differs between environments, and whether a document says so."""

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.environments import names_environment
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.system.model import Difference, System


def untold(system: System, document: Document) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """The differences of a system that the document tells, and those it does not."""
    told: list[Difference] = []
    left: list[Difference] = []
    for each in system.differences:
        (told if _tells(document, each) else left).append(each)
    return tuple(told), tuple(left)


def _tells(document: Document, difference: Difference) -> bool:
    """Whether two environments stand beside their values: in a row, a line, or a part of their own."""
    shown = sum(_shown(document, name, stated.value) for name, stated in difference.values)
    return shown >= min(2, len(difference.values))


def _shown(document: Document, environment: str, value: str) -> bool:
    wanted = value.strip().lower()
    if not wanted:
        return True
    read = reading(document)
    for row in read.rows:
        cells = " | ".join(row.cells).lower()
        columns = [cell for name, cell in zip(row.header, row.cells, strict=False) if names_environment(name, environment)]
        if any(wanted in cell.lower() for cell in columns) or (
            wanted in cells and any(names_environment(c, environment) for c in row.cells)
        ):
            return True
    return any(_holds(part, wanted) for part in read.headed if names_environment(part.title, environment))


def _holds(part: Passage, wanted: str) -> bool:
    return any(wanted in line.lower() for _, line in part.lines)


def spoken_of(document: Document, environments: tuple[str, ...]) -> bool:
    """Whether a table or a list sets at least two of the environments side by side."""
    read = reading(document)
    for row in read.rows:
        if sum(any(names_environment(name, each) for name in row.header) for each in environments) >= 2:
            return True
    firsts = {
        each
        for row in read.rows
        if row.cells
        for each in environments
        if names_environment(row.cells[0], each) and len(row.cells) > 1
    }
    listed = {
        each
        for item in read.paragraphs
        if item.in_list and item.label
        for each in environments
        if names_environment(item.label, each)
    }
    return len(firsts) >= 2 or len(listed) >= 2


def told_in_words(document: Document, differences: tuple[Difference, ...]) -> bool:
    """Whether one text names two environments and the values, or the name, of something that differs between them."""
    names = tuple(dict.fromkeys(name for each in differences for name, _ in each.values))
    words = {
        word.lower() for each in differences for word in (each.attribute, *(stated.value for _, stated in each.values)) if word
    }
    for item in reading(document).paragraphs:
        text = item.text.lower()
        if any(word in text for word in words) and sum(names_environment(text, name) or name in text for name in names) >= 2:
            return True
    return False
