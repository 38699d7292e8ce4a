"""A parameter that its command cannot do without."""

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.accepted import accepted


def _tell(fault: Fault) -> str:
    if fault.word:
        return f"`{fault.of}` needs `{fault.word}`, and it is not given"
    return f"`{fault.of}` needs {fault.expected}"


RULE = Rule(
    id="OW813",
    name="parameter-missing",
    summary="Every parameter that a command cannot do without is given.",
    clauses=("REV-03", "DOM-05", "DOD-03"),
    why="The command ends before it has begun, and the operator has to find out what belongs there.",
    fix="Give the parameter with its value, or with a placeholder such as `<name>` where the reader has to fill it in.",
    judge=accepted(Wrong.MISSING, _tell, "every parameter that a command cannot do without is given"),
    profiles=("service", "page", "alert", "library"),
)
