"""A rollback was written up, and the rollback section does not know of it."""

import re

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.learned import Kind, unlearned
from opsworthy.text.regex import regex

_KIND = Kind(
    what="rollback report",
    folder=regex(r"(?:^|/)rollbacks?(?:[-_](?:reports?|records?|log))?(?:/|$)", re.IGNORECASE),
    name=regex(r"rollback[-_](?:report|record|review|retro\w*|20\d\d)|^20\d\d[-_\d]*rollback", re.IGNORECASE),
    region="rollback",
    section="Rollback",
)

RULE = Rule(
    id="OW146",
    name="rollback-unlearned",
    summary="The runbook links or describes every report of a rollback that is younger than its rollback section.",
    clauses=("CIM-03",),
    why="A rollback that was really made shows what the written one forgot.",
    fix="Correct the steps by what the rollback showed, or link its report in the section.",
    judge=unlearned(_KIND),
    severity=Severity.WARNING,
)
