"""Nothing says what a deployment needs before it begins."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.environments import Duty, for_each_environment
from opsworthy.rules.shapes.needed import checkable

RULE = Rule(
    id="OW112",
    name="prerequisites-missing",
    summary="Deployment says what must be there first: tools, credentials, access, dependencies.",
    clauses=("DOD-04", "RBS-03", "RBV-05", "DOM-03"),
    why="A deployment that stops in the middle for want of a permission leaves two versions running.",
    fix="List the tools with their versions, the access with a command that proves it, and what must run already.",
    judge=for_each_environment(
        Duty(
            "the list of prerequisites",
            checkable,
            about=("prerequisites",),
            titled=True,
            empty="names nothing that could be checked",
        )
    ),
    profiles=("service", "page", "library"),
)
