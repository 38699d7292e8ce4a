"""What makes a finding the same finding after lines have moved, neighbours were renamed and figures have changed.

A fingerprint is made of the rule, the document, the headings above the place, and what the message is about. In a message, what
is quoted or set as code is a name and counts letter by letter; a figure outside of that is a measurement and does not.
"""

import re
from functools import lru_cache
from hashlib import sha256

from opsworthy.text.regex import regex

_QUOTED = regex(r"(`[^`]*`|“[^”]*”|\"[^\"]*\")")
_FIGURE = regex(
    r"(?<![\w./-])[$€£]?\d[\d,.:–-]*(?:%|\s?(?:ms|s|m|h|d|min|[kKMG]i?B?|x)\b)?(?![\w/])(\s[a-z]+?s?\b)?", re.IGNORECASE
)
_ASKED = regex(r", because the question `[^`]*` is still open.*\Z", re.DOTALL)
_NUMBERING = regex(r"^(?:[\divx]+[.)]\s*)+", re.IGNORECASE)
_MARKS = regex(r"[\W_]+")


@lru_cache(maxsize=8192)
def subject_of(message: str) -> str:
    """What a message is about, without its figures and without the question that might answer it."""
    parts = _QUOTED.split(_ASKED.sub("", message))
    told = (part if at % 2 else _FIGURE.sub(_without_figure, part) for at, part in enumerate(parts))
    return " ".join("".join(told).casefold().split())


def _without_figure(found: re.Match[str]) -> str:
    """`1 step` and `12 steps` read alike."""
    return f"# {(found.group(1) or '').strip().rstrip('s')} ".rstrip() if found.group(1) else "#"


def heading_of(title: str) -> str:
    """A heading as it counts in the path of a section: no number before it, no marks, no capitals."""
    return _MARKS.sub(" ", _NUMBERING.sub("", title.strip())).strip().casefold()


def fingerprint(rule: str, path: str, section: str, message: str, occurrence: int) -> str:
    """16 hexadecimal digits; `occurrence` counts findings that are otherwise the same, from 0."""
    told = "\0".join((rule, path, section, subject_of(message), str(occurrence)))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
