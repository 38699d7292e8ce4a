"""An incident was written up, and the runbook does not know of it."""

import re

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.learned import Kind, unlearned
from opsworthy.text.regex import regex

_KIND = Kind(
    what="incident report",
    folder=regex(r"(?:^|/)(?:post-?_?mortems?|incidents?|incident[-_]reports?|outages?|rcas?)(?:/|$)", re.IGNORECASE),
    name=regex(r"post-?_?mortem|incident[-_]?(?:report|\d)|outage[-_](?:report|\d)|^rca[-_]", re.IGNORECASE),
    region="troubleshooting",
    section="Troubleshooting",
)

RULE = Rule(
    id="OW145",
    name="incident-unlearned",
    summary="The runbook links or describes every incident report that is younger than its troubleshooting section.",
    clauses=("CIM-01",),
    why="What went wrong once and was understood goes wrong again; the next on-call reads the runbook, not the archive.",
    fix="Add the symptom, the cause and the commands of the incident to the section, or link its report there.",
    judge=unlearned(_KIND),
    severity=Severity.WARNING,
)
