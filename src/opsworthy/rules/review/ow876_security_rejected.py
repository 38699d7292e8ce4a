"""A reviewer has rejected the security of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW876",
    name="security-rejected",
    summary="Secrets are managed properly and exposed nowhere, by the word of a reviewer.",
    clauses=("REV-06",),
    why="Whether access is as narrow as it should be is a judgement, and somebody must have made it.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-06 --by NAME`.",
    judge=reviewed("REV-06"),
    profiles=("service", "library"),
)
