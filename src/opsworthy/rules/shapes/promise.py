"""Lines that promise that something will be written: they say nothing of it yet."""

import re

from opsworthy.text.patterns import may_hold
from opsworthy.text.regex import regex

_WRITES = regex(
    r"\b(?:will|to|shall|going to) (?:be )?(?:writ(?:e|ten)|document(?:ed)?|describe[d]?|fill(?:ed)? in|complete[d]?|provide[d]?"
    r"|define[d]?|add(?:ed)?|cover(?:ed)?|follow)\b",
    re.IGNORECASE,
)
_LATER = regex(
    r"\b(?:by (?:20\d\d|q[1-4]|the end|end of|next)|next (?:sprint|week|month|quarter|release)|in q[1-4]|soon|later"
    r"|tracked (?:in|as|by)|before (?:20\d\d|q[1-4]|the next))\b",
    re.IGNORECASE,
)


def may_promise(text: str) -> bool:
    """Whether any line of a text may promise something: quick, and right whenever it says no."""
    return may_hold(_WRITES.pattern, text) and may_hold(_LATER.pattern, text)


def promises(line: str) -> bool:
    """Whether a line puts off what it is about to a later day."""
    return "`" not in line and _WRITES.search(line) is not None and _LATER.search(line) is not None
