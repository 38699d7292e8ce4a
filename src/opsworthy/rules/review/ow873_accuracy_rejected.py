"""A reviewer has rejected the accuracy of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW873",
    name="accuracy-rejected",
    summary="The commands and the configuration are correct, by the word of a reviewer.",
    clauses=("REV-03",),
    why="A command with the right names can still do the wrong thing; somebody must have looked.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-03 --by NAME`.",
    judge=reviewed("REV-03"),
    profiles=("service", "library"),
)
