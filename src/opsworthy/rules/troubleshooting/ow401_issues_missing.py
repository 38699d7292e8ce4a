"""Troubleshooting lists no issue."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.beside import TROUBLE
from opsworthy.rules.shapes.evidence import content
from opsworthy.rules.shapes.issue import listed
from opsworthy.rules.shapes.procedure import instructs
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held
from opsworthy.text.regex import regex


def _says(issue: Passage) -> bool:
    """Whether an issue holds more than questions and a sentence that it does not apply."""
    said = [each for each in issue.paragraphs if each.location.line > issue.first]
    told = [each for each in said if not each.text.rstrip().endswith("?") and not marks.declines(each.text)]
    return bool(told or issue.commands or issue.rows or issue.fences)


def _apart(issue: Passage, inside: tuple[Passage, ...]) -> bool:
    """Whether an issue has a title of its own; a whole section counts as one where something in it can be typed or read off."""
    return not any(issue.first == region.first for region in inside) or bool(issue.commands or issue.rows or issue.fences)


def _led(region: Passage) -> bool:
    """Whether items of a list or rows of a table begin with what goes wrong, and say more of it."""
    labels = [each for each in region.paragraphs if each.in_list and each.label and TROUBLE.search(each.label)]
    said = [each for each in labels if marks.count_words(each.text) - marks.count_words(each.label) >= 4]
    lines = [each for each in region.about("interpretation", "decisions") if not each.row]
    outside = [each for each in region.rows if not any(each.location.line in told for told in lines)]
    rows = [each for each in outside if len(each.cells) > 1 and TROUBLE.search(each.cells[0]) and all(each.cells[:2])]
    return len(said) + len(rows) >= 2


def _played(region: Passage) -> bool:
    """Whether two parts or more are named after what happens, not after what to do, and each gives its commands."""
    parts = [each for each in region.parts() if each.commands and not instructs(each.title)]
    return len(parts) >= 2 and len(parts) * 2 > len(region.parts())


_OF_ONE = regex(r"\bpost-?incident\b|\bduring (?:an? )?incident|\bdebugging \w|\w debugging\b|\bchecklist\b", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "troubleshooting")
    inside = regions(document, "troubleshooting")
    found = [each for each in listed(document) if each.row or (content(each) and _says(each) and _apart(each, inside))]
    if found:
        yield held(f"{len(found)} issues are listed, the first is “{found[0].title}”", found[0].location)
    elif any(_led(region) for region in inside):
        yield held("issues are listed by their lead-ins or in a table", inside[0].location)
    elif any(_played(region) for region in inside):
        yield held("what may happen stands here, each with its steps", inside[0].location)
    elif inside and all(_OF_ONE.search(region.title) for region in inside):
        yield cannot_know("this is about one thing that may be wrong, not about the issues of the service", inside[0].location)
    elif inside:
        yield broken("no issue stands here under a heading or in a row of its own", inside[0].location)
    else:
        yield Verdict(State.NOT_RUN, "there is no section Troubleshooting to look in", document.location)


RULE = Rule(
    id="OW401",
    name="issues-missing",
    summary="Troubleshooting lists the common issues, each under what an operator sees.",
    clauses=("DOD-07", "RBS-20", "RBV-14"),
    why="The second time that something breaks, its cure should cost a minute.",
    fix="Give each issue a heading that names what is seen, such as “Pods restart again and again”.",
    judge=judge,
    profiles=("service", "library"),
)
