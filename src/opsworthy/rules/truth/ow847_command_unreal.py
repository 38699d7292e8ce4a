"""A table gives a word as a command that no shell knows."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW847",
    name="command-unreal",
    summary="What a table calls a command can be run.",
    clauses=(
        "REV-03",
        "DOM-05",
        "RBV-08",
    ),
    why="Whoever has to verify something is left with the word verify.",
    fix="Write the command that shows it, with what should be seen.",
    judge=claimed("commands of tables", "command"),
    profiles=("service", "page", "alert", "cost-plan"),
    needs="nothing",
)
