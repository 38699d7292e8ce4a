"""Items of lists about metrics that measure nothing: fields of an alert, events, remarks, causes and orders."""

import re
from bisect import bisect_left

from opsworthy.documents.document import Paragraph
from opsworthy.text.regex import regex

# What an item says of the alert whose heading it stands under, and so is none itself.
FIELD = regex(
    r"(?:alert )?thresholds?|conditions?|triggers?|fires when|why|rationale|reason|meaning|means|what it means|impact|actions?"
    r"|what to do|response|severity|priority|runbook|owner|query|expression|description|summary|contents?|checks?"
    r"|logs?|notes?|channel|interval|(?:evaluate every|for)(?::? *`?\w+`?)?|labels?|annotations?|scripts?"
    r"|schedule[\w ()/]{0,30}|cron|config(?:uration)?"
    r"|\[[^\]]*\]\([^)]*\)|[\w /-]{1,50} (?:detected|occurred)",
    re.IGNORECASE,
)
DONE = regex(
    r"\W*(?:if\b|(?:ssh|scp) into\b|(?:use|consider|check|verify|confirm|inspect|look|review|restart|open|run|ensure|set up"
    r"|create|log in|go to|navigate|click|search|identify|investigate|escalate|notify|scale|roll back|post|see|kill|block"
    r"|find|wait|try)\s+\w)",
    re.IGNORECASE,
)
"""An item that tells somebody to do something measures nothing."""


_CONTENTS = regex(r"\s*[-*+]\s+\[[^\]]*\]\(#[^)]*\)\s*\Z|\s*[-*+]\s+(?:\[[ xX]\]|✅|☑)")
"""An entry of a table of contents, or of a list of what is to be seen after a check."""
_EVENT = regex(
    r"[^\d:<>≥≤%]*\b(?:unavailab\w+|unreachable|offline|failing|is down|goes down|crash\w*|restart loops?|detected)\W*\Z",
    re.IGNORECASE,
)
"""What happens or does not: no number could be crossed."""
_ASKS = regex(r"\W*(?:GET|POST|PUT|HEAD) /")
"""A request to type, which measures nothing."""
_PROSE = regex(r"[^\d:<>≥≤%]{60,}\.\Z")
"""A sentence without a figure is a remark."""
_CAUSES = regex(
    r"\W*(?:(?:possible|likely|common|potential|probable|root) )?(?:causes?|reasons?|actions?(?: required)?|steps|symptoms?"
    r"|resolutions?"
    r"|what to do|response|remediation|how to (?:fix|respond)|useful \w+ checks)\b[^.]{0,40}\Z",
    re.IGNORECASE,
)


def measures_nothing(line: str, text: str) -> bool:
    """Whether an item is an entry of contents, an event, a remark or a request to type."""
    return bool(_CONTENTS.match(line) or _EVENT.search(text[-160:]) or _PROSE.match(text) or _ASKS.match(text))


def led_aside(leads: list[Paragraph], item: Paragraph) -> bool:
    """Whether the line that leads to a list of items says that they are causes of an alert, or what to do about it."""
    at = bisect_left(leads, item.location.line, key=lambda each: each.location.line)
    return at > 0 and _CAUSES.match(leads[at - 1].text) is not None
