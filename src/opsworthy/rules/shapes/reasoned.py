"""How a cause and a cure are told without a lead-in for them: by a condition, an arrow, a statement, or the title itself."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Paragraph
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.substance import weight
from opsworthy.text.regex import regex

_PAGE = regex(r"(?!\w+:)[^#\s]+\.md\b")
_SEE = regex(r"\W*(?:see|follow|go to|told in|described in)\b(?:\W+[\w./-]+){1,10}\W*\Z", re.IGNORECASE)
_LED = regex(r"(?:context|trigger|background|reasons?|why(?: this happens)?|explanation)\Z", re.IGNORECASE)
_PART = regex(r"(?:symptoms?|signs?|(?:[a-z]+ )?causes?|diagnos\w*(?: steps)?)\Z", re.IGNORECASE)
_IF = regex(r"\W*(?:if|when)\s+([^:,→\n]{4,80}?)\s*(?::\**|,|→|->)\s*\W*(\w.*)", re.IGNORECASE)
_STILL = regex(r"\b(?:still|persist\w*|continues?|needed|necessary|required|unsure|possible|this|that|it)\b", re.IGNORECASE)
_ARROW = regex(r"^[ \t]{0,12}#[ \t]*(?:\d{1,2}[.)][ \t]*)?(\S.{5,80}?)[ \t]?(?:→|->)[ \t]?(\w.{5,})", re.MULTILINE)
_CURE = regex(r"^[ \t]{0,12}#[ \t]*(?:fix|solution|resolution)[ \t]*:[ \t]*(\S.{5,})", re.IGNORECASE | re.MULTILINE)
_STATES = regex(
    r"\W*(?!(?:ensure|check|verify|make|confirm|see|test|look|review|wait|find|validate|inspect|if|when|what|that|this|expected|there)\b)"
    r"[A-Z`][\w`./'’-]*(?: [\w`./'’-]+){0,4} "
    r"(?:is|are|was|has|have|does not|doesn[’']t|requires?|needs|caches|blocks|disables|cannot|can[’']t)\b[^?]*$",
    re.IGNORECASE,
)
_PERHAPS = regex(
    r"\b(?:may|might|could|can|probably|likely|usually|often|typically) (?:also )?"
    r"(?:be|have|not|need|lack|exceed|mean|come|result|happen)\b"
    r"|\btoo (?:small|large|big|many|few|long|short|low|high|strict|aggressive|complex|slow|old)\b"
    r"|\b(?:misconfigured|insufficient|not enough|expired|mismatch\w*|throttl\w+|due to|because|caused by)\b",
    re.IGNORECASE,
)
_ADVICE = regex(r"\b(?:consider|try|should be|must be|needs? to|can be (?:fixed|solved|resolved))\b", re.IGNORECASE)
_ATTACK = regex(r"\b(?:ddos|denial[- ]of[- ]service|attack|breach|defacement|intrusion|region(?:al)? failure)\b", re.IGNORECASE)


def is_its_own_cause(title: str) -> bool:
    """Whether a title names what was done to the system from outside, which needs no further cause and no command to see it."""
    return _ATTACK.search(title) is not None


def sent_on(issue: Passage) -> bool:
    """Whether all that an issue says is on which other page of the repository it is told."""
    inner = [each for each in issue.paragraphs if each.location.line > issue.first]
    pages = [each for each in issue.links if _PAGE.match(each.target)]
    return len(inner) == 1 and len(pages) == 1 and not issue.fences and bool(_SEE.match(inner[0].text))


def why(issue: Passage) -> bool:
    """Whether an issue tells its cause in another way than under a lead-in for it."""
    if any(_LED.match(each.label) and weight("cause", each.text, issue.title) >= 2 for each in issue.paragraphs if each.label):
        return True
    arrows = (found.group(1) for fence in issue.fences for found in _ARROW.finditer(fence.text))
    if any(weight("cause", told, issue.title) >= 1 for told in (*_conditions(issue), *arrows)):
        return True
    if _MISSING.match(issue.title) or _explained(issue):
        return True
    if any(_PERHAPS.search(each.text) and weight("cause", each.text, issue.title) >= 2 for each in _unled(issue)):
        return True
    return any(_STATES.match(each.text) and weight("cause", each.text, issue.title) >= 3 for each in _statements(issue))


_MISSING = regex(r"\W*(?:\d+[.)]\s*)?missing\b|.*\balready (?:in use|exists|taken)\b", re.IGNORECASE)
_LONG = 18


def _explained(issue: Passage) -> bool:
    """Whether running text explains an issue that has no lead-ins."""
    inner = [each for each in issue.paragraphs if each.location.line > issue.first]
    told = " ".join(each.text for each in inner if not each.in_list)
    return not any(_PART.match(each.label) for each in inner if each.label) and weight("cause", told, issue.title) >= _LONG


def cured(issue: Passage) -> bool:
    """Whether a comment beside the commands says what to do: `# no node is free → scale down`, `# Fix: …`."""
    told = (
        found.group(found.lastindex or 0)
        for fence in issue.fences
        for one in (_ARROW, _CURE)
        for found in one.finditer(fence.text)
    )
    if any(weight("cure", each) >= 2 for each in told):
        return True
    return any(_ADVICE.search(each.text) and weight("cure", each.text, issue.title) >= 2 for each in _unled(issue))


def _conditions(issue: Passage) -> Iterator[str]:
    """What may be the case, where items of a list say what to do then."""
    led = any(_PART.match(each.label) for each in issue.paragraphs if each.label)
    for each in () if led else issue.paragraphs:
        found = _IF.match(each.text) if each.in_list else None
        if found and not _STILL.search(found.group(1)) and weight("cure", found.group(2)) >= 2:
            yield found.group(1)


def _unled(issue: Passage) -> Iterator[Paragraph]:
    """What an issue says outside of the part for its symptom."""
    inner = (each for each in issue.paragraphs if each.location.line > issue.first)
    return (each for each in inner if not (each.label and means(each.label, "symptom")))


def _statements(issue: Passage) -> Iterator[Paragraph]:
    """The first words of a solution; all items where an issue has no lead-ins at all."""
    inner = [each for each in issue.paragraphs if each.location.line > issue.first]
    cures = [each for each in inner if each.label and means(each.label, "solution")]
    yield from cures
    if not any(each.label for each in inner):
        yield from inner
