"""Whether an entry holds what an answer of its kind must hold, whatever its heading says."""

import re

from opsworthy.documents.search.entry import COMMAND, EXPECTED, HEADING, OUTPUT, STEP, Entry
from opsworthy.text.regex import regex

_REACHED = regex(
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?<![\w/\[&#(])#[A-Za-z][\w-]{2,}|(?<![\w/.])@[A-Za-z][\w-]{2,}"
    r"|(?<![\w.])\+?\d{1,3}[ -]\(?\d{2,4}\)?[ -]\d{3,}|\b(?:pagerduty|opsgenie|victorops|slack|on-?call|pager|hotline)\b",
    re.IGNORECASE,
)
_WORDS = regex(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3
_POINTER = regex(r"\s*(?:see|refer to|go to|cf\.?)\b[^.]{0,120}\.?\s*", re.IGNORECASE)


def holds(entry: Entry, needs: str) -> bool:
    """Whether it does, tells, reaches somebody or names an amount, as `needs` of an intent asks."""
    if needs == "doing":
        return entry.count(COMMAND) > 0 or entry.count(STEP) > 1
    if needs == "reaching":
        return any(_REACHED.search(each.text) for each in (*entry.lines, *entry.below))
    return tells(entry)


def tells(entry: Entry) -> bool:
    """Whether it says more than where else to look."""
    said = [each for each in (*entry.lines, *entry.below) if each.kind != HEADING]
    if any(each.kind in (COMMAND, OUTPUT, STEP) for each in said):
        return True
    return any(len(_WORDS.findall(each.text)) >= _FEWEST_WORDS and not _POINTER.fullmatch(each.text) for each in said)


def richness(entry: Entry, needs: str) -> float:
    """How much more than the least it holds: commands, what they should show, what is needed first, how to verify."""
    commands = min(entry.count(COMMAND), 5) * (0.5 if needs == "doing" else 0.2)
    shown = min(entry.count(EXPECTED), 3) * 0.3
    steps = 0.6 if entry.count(STEP) > 1 else 0.0
    return commands + shown + steps + 0.6 * len({"prerequisites", "verification", "solution", "causes"} & set(entry.parts))
