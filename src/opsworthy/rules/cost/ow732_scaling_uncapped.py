"""Nothing says where the autoscaler stops."""

from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.scaling import SERVERLESS, autoscalers, most_stated
from opsworthy.rules.shapes.topic import Topic, topic


def _fixed(subject: Subject) -> str:
    services = subject.system.services
    known = services and not autoscalers(subject.system) and not any(each.platform in SERVERLESS for each in services)
    return "nothing in the system scales by itself" if known else ""


RULE = Rule(
    id="OW732",
    name="scaling-uncapped",
    summary="Guardrails states the bounds of every autoscaler.",
    clauses=("DOD-12", "CPS-15", "CPV-09"),
    why="An attack or a loop scales as far as it may, and every replica is paid for.",
    fix="State least and most for each environment, and what that costs at most.",
    judge=topic(
        Topic(
            "guardrails",
            "limits of auto-scaling",
            {"the most replicas or instances": most_stated},
            about=("scaling-limits",),
            may_decline=True,
            unless=_fixed,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
