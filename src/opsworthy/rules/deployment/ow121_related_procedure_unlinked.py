"""A deployment that does not lead to its way back."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_BACK = regex(r"\broll(?:ing|ed|s)?[ -]?back|\brollback|\brevert|\bundo\b|\bdowngrade", re.IGNORECASE)
_DEPLOYS = regex(r"\bdeploy|\breleas|\broll ?-?out|\bship", re.IGNORECASE)
_BEFORE = regex(r"\bpre-?\s?deploy|\bchecklist|\bupgrad", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    inside, back = regions(document, "deployment"), regions(document, "rollback")
    named = [each for each in inside if _DEPLOYS.search(each.title) and not _BEFORE.search(each.title)]
    apart = [each for each in named if not any(each.first in other or other.first in each for other in back)]
    if not apart or not back:
        yield Verdict(State.NOT_RUN, "Deployment and Rollback do not both stand here as sections of their own", document.location)
        return
    for region in inside:
        said = next((at for at, line in region.lines if _BACK.search(line)), None)
        if said:
            yield held("Deployment leads to Rollback", Location(document.path, said))
            return
    yield broken(f"“{apart[0].title}” never mentions “{back[0].title}”", apart[0].location)


RULE = Rule(
    id="OW121",
    name="related-procedure-unlinked",
    summary="The deployment says, where it may fail, that there is a rollback, and leads to it.",
    clauses=("DOM-07", "DQV-06"),
    why="Whoever stands in the middle of a failed deployment reads on from there, not from the table of contents.",
    fix="After the verification write what to do when it fails, with a link: `If it fails: [Rollback](#rollback)`.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
