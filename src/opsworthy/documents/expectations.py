"""What an operator should see: comments, sentences and blocks of output that say so."""

import re
from collections.abc import Iterable
from dataclasses import replace

from opsworthy.documents.document import Expectation
from opsworthy.text.location import Location
from opsworthy.text.prose import Prose
from opsworthy.text.regex import regex
from opsworthy.text.shell import Remark

_COMMENT = regex(
    r"(?i)^(?:expect|output|returns?\b|result|prints?\b|shows?\b|→|=>|->|⇒|you should|must\b|✅|ok:)"
    r"|\b(?:should|expected|must (?:be|show|return|say|answer))\b"
)
_SENTENCE = regex(
    r"(?i)\b(?:should (?:now )?(?:return|show|be|see|say|print|report|respond|list|read|contain|display|have|output|all"
    r"|appear|exist|match|equal|reach|start|succeed|give|indicate)"
    r"|you (?:should|will|must) (?:now )?see|must answer"
    r"|expected(?: (?:output|result|response|status|value|code|outcome))?\s?[:=]"
    r"|expected (?:output|result|response|status) (?:is|looks)"
    r"|expect (?:to see|an?|the|all|it|http|\d|`)|(?:is|are) expected to (?:return|show|be|print|report)"
    r"|returns? (?:an? )?(?:http )?`?[1-5]\d\d\b|returns? `|responds? with"
    r"|must (?:return|show|say|print|respond|report)"
    r"|look(?:ing)? for (?:`|\"|an? |the |lines)|the output (?:is|shows|contains|looks))"
)
_TIME = regex(r"(?i)\bexpected [\w ]{0,20}(?:duration|time|downtime|cost)\b")
_LEAD = regex(
    r"(?i)\b(?:output|response|result|expected?|see|look(?:s)? like|returns?|similar to|something like)\b[^:]{0,60}:\s*$"
)


def of_comment(text: str, location: Location) -> Expectation | None:
    """A comment of a block that says what is to be seen."""
    return Expectation(text, location) if _COMMENT.search(text) else None


def of_outputs(outputs: Iterable[Remark]) -> tuple[Expectation, ...]:
    """The output lines of a transcript: one expectation for each run of lines."""
    found: list[Expectation] = []
    for line in outputs:
        last = found[-1] if found else None
        if last is not None and line.location.line == last.location.end_line + 1:
            joined = replace(last.location, end_line=line.location.end_line, end_column=line.location.end_column)
            found[-1] = Expectation(f"{last.text}\n{line.text}", joined)
        else:
            found.append(Expectation(line.text, line.location))
    return tuple(found)


def of_prose(prose: Prose) -> tuple[Expectation, ...]:
    """The sentences of a text that say what is to be seen, one expectation for each."""
    if not _perhaps(prose.plain.casefold()):
        return ()
    found: list[Expectation] = []
    marked = _marked(prose)
    for start, end in sentences(prose.text):
        if _SENTENCE.search(marked, start, end) and not _TIME.search(marked, start, end):
            said = prose.text[start:end]
            begun = start + len(said) - len(said.lstrip())
            found.append(Expectation(said.strip(), prose.place(begun, begun + len(said.strip()))))
    return tuple(found)


def _perhaps(text: str) -> bool:
    """Whether a text holds a word of every such sentence; asked of every text, so each is written out."""
    if "should" in text or "must" in text or "will" in text or "expect" in text:
        return True
    return "return" in text or "respond" in text or "look" in text or "output" in text


def _marked(prose: Prose) -> str:
    """The text with its code spans as runs of backticks: words inside code state nothing."""
    text = prose.plain
    for code in prose.codes:
        text = text[: code.start] + "`" * len(code.text) + text[code.start + len(code.text) :]
    return text


def announces_output(text: str) -> bool:
    """Whether a text ends by saying that the block after it is what is to be seen."""
    return _LEAD.search(text) is not None


def sentences(text: str) -> Iterable[tuple[int, int]]:
    """Where the sentences of a text begin and end; a stop inside a word or a number ends nothing."""
    start = 0
    for found in re.finditer(r"[.!?;](?=\s+[A-Z`*(\"'])", text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)
