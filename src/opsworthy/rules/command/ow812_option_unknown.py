"""An option that its command does not take."""

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.accepted import accepted


def _tell(fault: Fault) -> str:
    if fault.gone:
        return f"`{fault.of}` no longer takes `{fault.word}`: it is gone in {fault.gone}"
    return f"`{fault.of}` takes no `{fault.word}`"


RULE = Rule(
    id="OW812",
    name="option-unknown",
    summary="Every option in a command is one that the command takes.",
    clauses=("REV-03", "DOM-05", "DOD-03"),
    why="A command with an option that it does not know stops before it does anything.",
    fix="Correct the option, or take it out; the tool's own help lists what it takes.",
    judge=accepted(Wrong.OPTION, _tell, "every option is one that its command takes"),
    profiles=("service", "page", "alert", "library"),
    fixable=True,
)
