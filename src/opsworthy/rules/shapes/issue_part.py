"""The parts of an issue: where each ends, and what it says itself."""

import re

from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.substance import body
from opsworthy.text.regex import regex

_PARTS = ("symptom", "cause", "diagnosis", "solution")
_CALLS = regex(r"^\W*(?:escalat|if (?:that|this|it) does not help)", re.IGNORECASE)


def is_part(title: str) -> bool:
    """Whether a title is the name of a part, such as “Possible causes”, rather than of an issue."""
    return any(means(title, part) for part in _PARTS) and marks.count_words(title) <= 2


def end_of_part(part: Passage) -> int:
    """The last line of a part of an issue: another part that its text holds, such as the next item of a list, ends it."""
    within = (each for each in part.reading.passages if part.first < each.first <= part.last and is_part(each.title))
    same = [name for name in _PARTS if means(part.title, name)]
    inner = (each.first - 1 for each in within if not any(means(each.title, name) for name in same))
    return min(inner, default=part.last)


def own_body(part: Passage) -> str:
    """What a part says itself: not the next part, and not the lines that only say whom to call; all of it where nothing else is
    said."""
    own = Passage(part.title, part.location, part.first, end_of_part(part), part.reading, part.section)
    said = list(body(own))
    kept = [line for line in said if not _CALLS.search(line) and not marks.has_contact(line)]
    return " ".join(kept if any(marks.count_words(line) for line in kept) else said)
