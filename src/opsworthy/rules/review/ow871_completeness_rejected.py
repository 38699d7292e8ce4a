"""A reviewer has rejected the completeness of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW871",
    name="completeness-rejected",
    summary="All required sections and contents are there, by the word of a reviewer.",
    clauses=("REV-01",),
    why="Rules find the section that is missing; only somebody who knows the system finds the procedure that nobody wrote down.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-01 --by NAME`.",
    judge=reviewed("REV-01"),
    profiles=("service", "library"),
)
