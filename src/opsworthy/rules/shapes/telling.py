"""Whether what a command should show says anything: “the output of the command”, or the command itself again, does not."""

import re
from collections.abc import Collection

from opsworthy.documents.document import Expectation
from opsworthy.text.regex import regex

_LED = regex(
    r"\W*expect(?:ed|ation)?(?:\s(?:output|result|response|answer|value|status|outcome))?\s*(?:[:=]|is\b)\s*", re.IGNORECASE
)
_WORD = regex(r"[^\W\d_]{2,}")
_IDLE = frozenset(
    """
    above and any anything appear appears appropriate are as be below by command commands correct correctly
    expected fine for from good here in is it its like look looks must of on or output outputs print prints
    response result results right see seen should show shown shows some something that the there these this to
    valid what will with work working works you your
    """.split()  # noqa: SIM905 - a list of words
)
_SHOWS = regex(r"[`\"'\d“‘{\[=<>/]")


def tells(said: Expectation, code: Collection[str]) -> bool:
    """Whether an expectation that is led in as one (`Expected: …`) says what to see. `code` are the lines on which commands
    stand: one of them said again is none; what a transcript shows always is."""
    led = _LED.match(said.text)
    if led is None:
        return True
    rest = said.text[led.end() :].strip()
    if rest in code and " " in rest:
        return False
    words = _WORD.findall(rest)
    if not words or _SHOWS.search(rest) or any(word[1:] != word[1:].lower() for word in words):
        return bool(rest.strip(" .…-"))
    return any(word.lower() not in _IDLE for word in words)
