"""A reviewer has rejected the maintainability of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW877",
    name="maintainability-rejected",
    summary="The documents will be easy to update, by the word of a reviewer.",
    clauses=("REV-07",),
    why="Documents that are hard to change are not changed, and then they are wrong.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-07 --by NAME`.",
    judge=reviewed("REV-07"),
    profiles=("service", "library"),
)
