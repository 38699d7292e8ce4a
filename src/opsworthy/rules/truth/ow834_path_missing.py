"""The document names a file that is not in the repository."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW834",
    name="path-missing",
    summary="Every file of the repository that the document names is there.",
    clauses=(
        "REV-03",
        "DOM-05",
        "DOD-03",
    ),
    why="A script that was moved is looked for when there is no time to look.",
    fix="Write the path as it is now; the related place shows what stands there.",
    judge=claimed("files", "path"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
