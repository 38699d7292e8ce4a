"""Deployment is described, but no command does it."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.deploying import deploys
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW113",
    name="deployment-without-commands",
    summary="Deployment gives the commands that deploy.",
    clauses=("DOD-03", "RBS-04", "RBV-04", "DOM-01", "SRV-02"),
    why="“Deploy with the pipeline” is knowledge for those who have it; everybody else needs the command.",
    fix="Give the commands step by step, with the real names; where a pipeline does it, the command or address that starts it.",
    judge=topic(Topic("deployment", "deployment procedure", {"a command that deploys": deploys})),
    profiles=("service", "library"),
)
