"""A reviewer has rejected the actionability of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW872",
    name="actionability-rejected",
    summary="An operator who does not know the system can follow the procedures, by the word of a reviewer.",
    clauses=("REV-02",),
    why="The author cannot tell what is missing between two steps, because the author already knows it.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-02 --by NAME`.",
    judge=reviewed("REV-02"),
    profiles=("service", "library"),
)
