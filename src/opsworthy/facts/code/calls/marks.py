"""Where in a source a look for a health route is worth it: a health word in a string or a symbol, with or without a slash."""

import re

from opsworthy.facts.code.health import role_of
from opsworthy.text.regex import regex

WORD = regex(
    rb"(?<=[\"'/:`@])_{0,2}(?:is-?_?)?(?:health|live|alive|read[iy]|ping|up|hc|status|heartbeat|lbheartbeat|metrics|prometheus)"
    rb"[A-Za-z_-]{0,12}(?:\.json)?/?(?=[\"'`\s,)]|$)",
    re.MULTILINE,
)
# The same, led by the character before the word: a search for one of a few characters is many times faster.
_TEXT = regex(WORD.pattern.decode().replace("(?<=[\"'/:`@])", "[\"'/:`@]"), re.MULTILINE)
_HINTS = ("health", "/up", '"up', "'up", "ready", "live", "status", "ping", "metrics", "prometheus", "heartbeat", "/hc", "readi")


def may_be_health(path: str) -> bool:
    """Whether the last segment of a path is a health word, whatever stands before it."""
    return role_of("/" + path.strip("/").rpartition("/")[2]) is not None


def may_hold(text: str) -> bool:
    """Whether a text holds any health word where a path or a symbol may stand."""
    return any(hint in text for hint in _HINTS) and _TEXT.search(text) is not None
