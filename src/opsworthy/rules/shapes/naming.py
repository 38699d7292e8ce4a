"""Puts a name that exists in the place of one that does not, wherever commands say it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location

_NEAR = 0.5
_PART = r"[\w.-]"


def only_near(name: str, known: Iterable[str]) -> str:
    """The one name that is nearly the same; empty where there is none, or more than one."""
    near = get_close_matches(name, list(known), 2, _NEAR)
    return near[0] if len(near) == 1 else ""


def renamed(read: Reading, wrong: str, right: str, places: Iterable[Location]) -> Patch | None:
    """Every place at which the wrong name stands once; unsafe, since the file may be wrong and not the document. None where it
    does not stand there as it is."""
    word = re.compile(rf"(?<!{_PART}){re.escape(wrong)}(?!{_PART})")
    edits = {}
    for place in places:
        for at in range(place.line, max(place.end_line, place.line) + 1):
            found = list(word.finditer(read.line(at)))
            if len(found) == 1:
                start, end = found[0].start() + 1, found[0].end() + 1
                edits[at] = Edit(Location(read.document.path, at, start, at, end), right)
    return Patch(tuple(edits[at] for at in sorted(edits)), f"writes {right} for {wrong}", safe=False) if edits else None
