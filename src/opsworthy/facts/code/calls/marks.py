"""Where in a source a look for a health route is worth it: a health word in a string or a symbol, with or without a slash."""

import re

WORD = re.compile(
    rb"(?<=[\"'/:`@])_{0,2}(?:is-?_?)?(?:health|live|alive|read[iy]|ping|up|hc|status|heartbeat|lbheartbeat|metrics|prometheus)"
    rb"[A-Za-z_-]{0,12}(?:\.json)?/?(?=[\"'`\s,)]|$)",
    re.MULTILINE,
)
_TEXT = re.compile(WORD.pattern.decode(), re.MULTILINE)


def may_hold(text: str) -> bool:
    return _TEXT.search(text) is not None
