"""A name in the document stands in no file of the repository."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW847",
    name="name-unknown",
    summary="The names in what was written from the files stand in a file.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A name that nobody finds in the repository cannot be acted on.",
    fix="Write the name as the files have it, or write the document again; the related place shows the nearest.",
    judge=claimed("names", "name"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
