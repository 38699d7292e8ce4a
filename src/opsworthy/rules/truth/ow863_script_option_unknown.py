"""A command gives a script of the repository an option that the script does not have."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW863",
    name="script-option-unknown",
    summary="Every option that the document gives to a script of the repository is one that the script reads.",
    clauses=(
        "REV-03",
        "DOM-05",
        "DOD-03",
    ),
    why="The script stops at an option that it does not have, or does without a word what nobody asked for.",
    fix="Write the option as the script has it; the related place shows it.",
    judge=claimed("options of scripts", "script-option"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
