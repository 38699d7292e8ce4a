"""Instructions that no reader of the rendered page can see."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.marks import count_words
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.text.hidden import Hidden, hidden
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SECTION = regex(r"^ {0,3}#{1,6}\s+(\S.*)$|^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_PROGRAM = regex(
    r"^\s*(?:opsworthy|toc|prettier|markdownlint|cspell|vale|doctoc|spell|lint|eslint|generated|begin|end|region)\b", re.I
)
_HEADING = regex(r"^ {0,3}#{1,3} \S", re.MULTILINE)
_DETAILS = regex(r"<details(?![^>]*\sopen)[^>]*>", re.IGNORECASE)
_FEW = 3
_MANY = 6


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        found = [each for each in hidden(document.text) if _instructs(each)]
        for each in found:
            yield broken(_told(each), _place(document, each))
        folded = _folded(document.text)
        if folded:
            told = "most headings of the page stand in a closed <details>, so that nobody sees them before opening it"
            yield broken(told, Location(document.path, document.text.count("\n", 0, folded) + 1))
        if not found and not folded:
            yield held("what the text says can be seen on the page", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


def _instructs(stretch: Hidden) -> bool:
    """Words under a style that hides them, or a comment that holds a heading or a block of code."""
    if stretch.how == "style":
        return count_words(re.sub(r"<[^>]*>", " ", stretch.text)) >= _FEW
    return stretch.how == "comment" and _PROGRAM.match(stretch.text) is None and _SECTION.search(stretch.text) is not None


def _folded(text: str) -> int:
    """Where a closed element opens that holds most headings of a page; 0 where there is none."""
    heads = [each.start() for each in _HEADING.finditer(text)] if "<details" in text else []
    opening = _DETAILS.search(text) if len(heads) >= _MANY else None
    if opening is None:
        return 0
    end = text.find("</details>", opening.end())
    inside = [at for at in heads if opening.end() < at < (end if end >= 0 else len(text))]
    return opening.end() if len(inside) >= _MANY and len(inside) * 2 > len(heads) else 0


def _told(stretch: Hidden) -> str:
    titled = _SECTION.search(stretch.text)
    what = f"“{titled.group(1).strip()[:60]}” and what follows it" if titled and titled.group(1) else "this text"
    where = "stands in a comment" if stretch.how == "comment" else "is hidden by its HTML"
    return f"{what} {where}, so that nobody who reads the page sees it"


def _place(document: Document, stretch: Hidden) -> Location:
    return Location(document.path, document.text.count("\n", 0, stretch.start) + 1)


RULE = Rule(
    id="OW151",
    name="hidden-text",
    summary="What the document says can be seen by whoever reads the rendered page.",
    clauses=("RBV-04", "SRV-02"),
    why="A step that only a program can see helps nobody at night, and it makes a check believe what is not so.",
    fix="Take the comment marks or the hiding style away, or delete the text.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "library", "alert", "cost-plan", "report"),
    needs="nothing",
)
