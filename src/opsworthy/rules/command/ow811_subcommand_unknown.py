"""A subcommand that its tool does not have."""

from opsworthy.commands.faults import Fault, Wrong
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.accepted import accepted


def _tell(fault: Fault) -> str:
    if fault.gone:
        return f"`{fault.of}` no longer has `{fault.word}`: it is gone in {fault.gone}"
    there = f"; it has {fault.expected.removeprefix('one of ')}" if fault.expected and not fault.near else ""
    return f"`{fault.of}` has no `{fault.word}`{there}"


RULE = Rule(
    id="OW811",
    name="subcommand-unknown",
    summary="Every subcommand in a command is one that its tool has.",
    clauses=("REV-03", "DOM-05", "DOD-03"),
    why="The tool answers with its usage text, at the moment when the command is needed.",
    fix="Correct the word. Where a plugin of yours brings it, waive the rule on that line and name the plugin.",
    judge=accepted(Wrong.SUBCOMMAND, _tell, "every subcommand is one that its tool has"),
    profiles=("service", "page", "alert", "library"),
    fixable=True,
)
