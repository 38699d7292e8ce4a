"""Nothing shows whether a deployment worked."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than, outside
from opsworthy.rules.shapes.environments import Duty, for_each_environment
from opsworthy.rules.shapes.foreign import beside_the_system
from opsworthy.rules.shapes.order import after_deploying

RULE = Rule(
    id="OW115",
    name="deployment-unverified",
    summary="Deployment ends with commands that show whether it worked, and says what they should show.",
    clauses=("DOD-04", "RBS-06", "RBM-01", "RBV-07", "DOM-04", "SRV-02"),
    why="A deployment that nobody verified is finished by the first customer who complains.",
    fix="After the deploying command, ask the service for its health and say what the answer should be; to wait until a rollout "
    "is through shows that it runs, not that it answers.",
    judge=for_each_environment(
        Duty(
            "the verification",
            elsewhere_than(outside(after_deploying, "prerequisites", "secrets", keep="verification"), "secrets"),
            about=("verification",),
            empty="does not say what should be seen",
            aside=beside_the_system,
        )
    ),
    profiles=("service", "page"),
)
