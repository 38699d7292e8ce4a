"""The change under review altered a name in a document that the files have, to one that they do not have."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.departing.altered import altered_in
from opsworthy.rules.shapes.doubting.doubt import one_line
from opsworthy.rules.shapes.naming import renamed
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document, since = document_for(subject, "deployment"), subject.since
    if since is None:
        yield Verdict(State.NOT_RUN, "it is asked only of a change (--changed-since)", document.location)
        return
    found = list(altered_in(document, subject, since))
    for each in found:
        old, new = one_line(each.exchange.old), one_line(each.exchange.new)
        related = (Related(each.true, f"`{old}` stands here"),) if each.true else ()
        told = f"this said `{old}` until {since.revision}, as the files still do, and now says `{new}`, which no file does"
        patch = renamed(reading(document), each.exchange.new, each.exchange.old, (each.location,))
        yield broken(told, each.location, related=related, confidence=Confidence.MEDIUM, patch=patch)
    if not found:
        yield held("the change altered nothing in it that the files say otherwise", document.location)


RULE = Rule(
    id="OW865",
    name="changed-alone",
    summary="A change does not alter in a document alone what the files still say (asked with `--changed-since`).",
    clauses=("DOM-08", "REV-03", "CIM-06"),
    why="Until the change both sides agreed: now one of them is wrong, and whoever follows the document finds out.",
    fix="Change the files as well, or leave the document as it was.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
    fixable=True,
)
