"""A value that its option does not accept."""

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.accepted import accepted, shown


def _tell(fault: Fault) -> str:
    return f"`{fault.of}` accepts {fault.expected}, not `{shown(fault.word)}`"


RULE = Rule(
    id="OW814",
    name="value-malformed",
    summary="Every value of an option is of the kind that the option accepts.",
    clauses=("REV-03", "DOM-05", "DOD-03"),
    why="The tool refuses the value, at the moment when the command is needed.",
    fix="Give a value of that kind.",
    judge=accepted(Wrong.VALUE, _tell, "every value is of the kind that its option accepts"),
    profiles=("service", "page", "alert", "library"),
    fixable=True,
)
