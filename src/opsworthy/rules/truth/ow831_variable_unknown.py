"""The document names an environment variable that nothing reads."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW831",
    name="variable-unknown",
    summary="The environment variables that the document names are read or set by a file.",
    clauses=(
        "REV-03",
        "DOM-05",
        "SMV-06",
    ),
    why="A value that is set under a wrong name changes nothing, and nobody is told.",
    fix="Write the name that the code reads; the related place shows it.",
    judge=claimed("environment variables", "variable"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
