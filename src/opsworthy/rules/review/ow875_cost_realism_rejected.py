"""A reviewer has rejected the cost realism of the documents as they are."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.reviewed import reviewed

RULE = Rule(
    id="OW875",
    name="cost-realism-rejected",
    summary="The cost estimates are plausible and their assumptions clear, by the word of a reviewer.",
    clauses=("REV-05",),
    why="A total that adds up can still be ten times too low; somebody who sees the bills must have looked.",
    fix="Mend what the reviewer names, then have it reviewed again: `opsworthy review --accept REV-05 --by NAME`.",
    judge=reviewed("REV-05"),
    profiles=("cost-plan",),
    needs="cost-plan",
)
