"""The document names a workflow, or a job of one, that the repository does not have."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW838",
    name="workflow-unknown",
    summary="Every workflow and job that the document names is there.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A deployment or a rollback that starts by a workflow that is gone does not start.",
    fix="Name the workflow by the file that is there; the related place shows it.",
    judge=claimed("workflows and jobs", "workflow", "job"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
