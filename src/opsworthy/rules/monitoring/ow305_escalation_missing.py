"""Nothing says who is called next, and when."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than
from opsworthy.rules.shapes.evidence import contact
from opsworthy.rules.shapes.levels import stated_when
from opsworthy.rules.shapes.reached import told_elsewhere
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW305",
    name="escalation-missing",
    summary="The runbook says whom to call, how, and after how long or at which severity.",
    clauses=("DOD-06", "RBS-17", "MOM-04", "RBM-07", "RBV-13"),
    why="Without a rule for calling help, people call too late, out of politeness.",
    fix="Give the levels in order, each with a way to reach somebody and the moment at which the next is called.",
    judge=topic(
        Topic(
            "monitoring",
            "escalation",
            {
                "somebody who can be reached": elsewhere_than(contact, "secrets"),
                "when the next one is called": elsewhere_than(stated_when, "secrets"),
            },
            about=("escalation", "contacts"),
            titled=True,
            questions=("contacts.",),
            unless=told_elsewhere,
        )
    ),
    tier=2,
)
