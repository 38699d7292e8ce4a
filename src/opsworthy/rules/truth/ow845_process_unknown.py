"""A command names a process that the application does not have."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW845",
    name="process-unknown",
    summary="Every process that a command names is declared.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Scaling or restarting a process that is not there is refused.",
    fix="Name a process of the Procfile; the related place shows it.",
    judge=claimed("processes", "process"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
