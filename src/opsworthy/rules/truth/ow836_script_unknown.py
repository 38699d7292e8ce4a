"""A command runs a package script that no package.json has."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW836",
    name="script-unknown",
    summary="Every package script that the document runs is declared.",
    clauses=(
        "REV-03",
        "DOM-05",
        "DOD-03",
    ),
    why="The command ends with an error before it has done anything.",
    fix="Name a script that the file has; the related place shows it.",
    judge=claimed("package scripts", "script"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
