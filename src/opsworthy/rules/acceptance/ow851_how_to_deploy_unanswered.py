"""Somebody who asks how to deploy gets no complete procedure."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.answer import answered
from opsworthy.rules.shapes.evidence import DEPLOYING, changing
from opsworthy.rules.shapes.figures import prepared

RULE = Rule(
    id="OW851",
    name="how-to-deploy-unanswered",
    summary="“How do I deploy this?” is answered by a procedure with prerequisites, commands and a verification.",
    clauses=("ACC-01", "DOD-04"),
    why="Whoever deploys for the first time does it when nobody is there to ask.",
    fix="Bring together what is needed first, the commands in their order, and how to see that it worked; or link them.",
    judge=acceptance(
        Acceptance(
            "How do I deploy this?",
            "deployment",
            {
                "prerequisites": prepared,
                "a command that deploys": changing(DEPLOYING),
                "a command that shows whether it worked, with its answer": answered(
                    "health", "status", "test", "wait", "logs", "metrics", "version"
                ),
            },
            beside=("operations",),
        )
    ),
    severity=Severity.NOTE,
)
