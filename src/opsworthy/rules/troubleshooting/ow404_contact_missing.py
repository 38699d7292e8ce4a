"""Nobody can be reached."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import contact, either
from opsworthy.rules.shapes.reached import helped, told_elsewhere
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW404",
    name="contact-missing",
    summary="Troubleshooting says how somebody who knows more is reached.",
    clauses=("RBS-23", "RBM-07", "DQV-07"),
    why="A role without an address cannot be called.",
    fix="Give a channel, an address, a number or the name of a paging service; a role alone reaches nobody.",
    judge=topic(
        Topic(
            "troubleshooting",
            "emergency contacts",
            {"an address, a channel or a number": either(contact, helped)},
            about=("contacts",),
            questions=("contacts.",),
            unless=told_elsewhere,
        )
    ),
    profiles=("service", "library"),
)
