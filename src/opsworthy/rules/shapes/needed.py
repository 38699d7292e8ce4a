"""Prerequisites: what must be there before a procedure begins, named so that it can be checked."""

import re

from opsworthy.rules.shapes.evidence import TRIVIAL, link, serious
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.substance import body, names_things, weight
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# A command that succeeds everywhere checks nothing.
_IDLE = regex(rf"`(?:ls|{'|'.join(map(re.escape, sorted(TRIVIAL)))})(?:\s[^`\n]*)?`")

_EVERYWHERE = " ".join(("ls", *TRIVIAL))


def checkable(passage: Passage) -> Location | None:
    """A command that checks one, a link, a name in code, or items that name a tool, an account or a dependency; a sentence about
    the usual tools and access names nothing."""
    sure = next((each.location for each in passage.commands if serious(each) and len(each.words) > 1), None) or link(passage)
    if sure:
        return sure
    text = _IDLE.sub(" ", "\n".join(line for line in body(passage) if not _asks(line)))
    named = names_things(text) or any(letter.isdigit() for letter in text)
    items = [each.text for each in passage.paragraphs if each.in_list and not _asks(each.text)]
    listed = any(weight("prerequisite", each, _EVERYWHERE) > 0 for each in items)
    rows = any(weight("prerequisite", " ".join(row.cells)) > 0 for row in passage.rows)
    return passage.location if named or listed or rows or weight("prerequisite", text) >= 3 else None


def _asks(text: str) -> bool:
    """Whether a line only asks."""
    return text.rstrip().endswith("?")
