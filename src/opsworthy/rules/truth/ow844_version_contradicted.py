"""The document asks for another version of a tool than the files pin."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW844",
    name="version-contradicted",
    summary="The versions that the document asks for are those that the files pin.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="With another version the commands do something else, or nothing.",
    fix="Write the version that the files pin; the related place shows it.",
    judge=claimed("versions", "version"),
    profiles=("service", "page", "alert", "cost-plan"),
    needs="nothing",
)
