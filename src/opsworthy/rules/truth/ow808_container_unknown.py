"""A command names a container that the workload does not have."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW808",
    name="container-unknown",
    summary="Every container that a command names is one of its workload.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Logs and shells of a container that is not there give an error in the place of an answer.",
    fix="Name a container of the workload; the related place shows them.",
    judge=claimed("containers", "container"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
