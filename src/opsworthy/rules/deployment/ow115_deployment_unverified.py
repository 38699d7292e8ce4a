"""Nothing shows whether a deployment worked."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.environments import Duty, for_each_environment
from opsworthy.rules.shapes.evidence import answered

RULE = Rule(
    id="OW115",
    name="deployment-unverified",
    summary="Deployment ends with commands that show whether it worked, and says what they should show.",
    clauses=("DOD-04", "RBS-06", "RBM-01", "RBV-07", "DOM-04", "SRV-02"),
    why="A deployment that nobody verified is finished by the first customer who complains.",
    fix="After the deploying command, ask the service for its health and say what the answer should be.",
    judge=for_each_environment(
        Duty(
            "the verification",
            answered("health", "status", "test", "wait", "logs", "metrics", "version"),
            about=("verification",),
        )
    ),
    profiles=("service", "page"),
)
