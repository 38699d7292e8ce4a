"""A command runs a make target that no Makefile has."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW835",
    name="make-target-unknown",
    summary="Every make target, recipe and task that the document runs is declared.",
    clauses=(
        "REV-03",
        "DOM-05",
        "DOD-03",
    ),
    why="The command ends with an error before it has done anything.",
    fix="Name a target that the file has; the related place shows it.",
    judge=claimed("make targets", "make-target", "just-recipe", "task"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
