"""A reviewer has rejected the specificity of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW874",
    name="specificity-rejected",
    summary="The examples are specific to this system, by the word of a reviewer.",
    clauses=("REV-04",),
    why="A text that fits every service helps with none of them.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-04 --by NAME`.",
    judge=reviewed("REV-04"),
    profiles=("service", "library"),
)
