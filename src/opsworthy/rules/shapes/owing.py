"""What of an issue's parts is owed where it stands: all of them in the runbook of a service, less on a page that guides to one
thing."""

import re

from opsworthy.rules.shapes.evidence import content, serious
from opsworthy.rules.shapes.issue import is_verbatim, lacking
from opsworthy.rules.shapes.reading import Passage

_CAUSE, _COMMAND, _CURE = "a cause", "a command that confirms it", "a solution"
_RECOVERY = re.compile(r"\W*(?:recovery|remediation|resolutions?|fixes|solutions|mitigations?|what to do)\b", re.IGNORECASE)


def owed(issue: Passage, profile: str) -> tuple[str, ...]:
    """What an issue lacks and owes. On a page of many an issue owes what to do, and either why or how to make sure, unless it
    quotes the very message; where such a page has no command at all, none can confirm anything."""
    missing = lacking(issue)
    if _CURE in missing and _recovered_elsewhere(issue):
        missing = tuple(each for each in missing if each != _CURE)
    if profile == "service" or not missing:
        return missing
    if not any(serious(each) for each in issue.reading.whole.commands):
        missing = tuple(each for each in missing if each != _COMMAND)
    if _CURE in missing:
        return missing
    return missing if {_CAUSE, _COMMAND} <= set(missing) and not _quotes_the_message(issue) else ()


def _quotes_the_message(issue: Passage) -> bool:
    printed = any(fence.text.strip() and not fence.commands for fence in issue.fences)
    return printed or ("`" in issue.reading.line(issue.first) and is_verbatim(issue.title))


def _recovered_elsewhere(issue: Passage) -> bool:
    """Whether a section of its own tells what to do for the issues of a table."""
    parts = (each for each in issue.reading.headed if _RECOVERY.match(each.title)) if issue.row else ()
    return any(not each.first <= issue.first <= each.last and content(each) is not None for each in parts)
