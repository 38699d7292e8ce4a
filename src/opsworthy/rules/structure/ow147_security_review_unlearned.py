"""A security review was written up, and the section on secrets does not know of it."""

import re

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.learned import Kind, unlearned
from opsworthy.text.regex import regex

_KIND = Kind(
    what="security review",
    folder=regex(r"(?:^|/)(?:security[-_/](?:reviews?|audits?|assessments?)|pen-?tests?|audits?/security)(?:/|$)", re.IGNORECASE),
    name=regex(r"security[-_](?:review|audit|assessment|findings)|pen-?_?test(?:[-_]report|[-_]?\d|$)", re.IGNORECASE),
    region="secrets",
    section="the section on secrets",
)

RULE = Rule(
    id="OW147",
    name="security-review-unlearned",
    summary="The runbook links or describes every security review that is younger than its section on secrets.",
    clauses=("CIM-05",),
    why="Findings of a review that reach no procedure are found again by the next one, or by somebody else.",
    fix="Work the findings into the steps, or link the review in the section and say what became of it.",
    judge=unlearned(_KIND),
    severity=Severity.WARNING,
)
