"""The document expects a field of a health answer that the code does not give."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW848",
    name="answer-field-unknown",
    summary="The fields of health answers that the document expects are those that the code gives.",
    clauses=(
        "REV-03",
        "DOM-05",
        "RBV-08",
    ),
    why="A healthy answer is taken for a broken one.",
    fix="Expect the fields that the code answers with; the related place shows them.",
    judge=claimed("fields of answers", "answer-field"),
    profiles=("service", "page", "alert", "cost-plan"),
    needs="nothing",
)
