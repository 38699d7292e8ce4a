"""Whether an issue that a document lists can be looked into and mended."""

from opsworthy.rules.shapes.evidence import any_command
from opsworthy.rules.shapes.issue import issues, lacking
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location


def commanded(passage: Passage) -> Location | None:
    """A command in an issue, or in the answer itself."""
    found = (place for each in issues(passage.reading.document) if (place := any_command(each)))
    return any_command(passage) or next(found, None)


def solved(passage: Passage) -> Location | None:
    """An issue with a solution; a document whose issues cannot be told apart is judged by its steps."""
    found = (each.location for each in issues(passage.reading.document) if "a solution" not in lacking(each))
    return next(found, None) or next((each.location for each in passage.steps), None)
