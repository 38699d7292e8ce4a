"""A command that must be there, or must not."""

from opsworthy.commands.command import PURPOSES, Command
from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.rules.shapes.evidence import purposes_of, serious
from opsworthy.text.strict import Refused, Strict


def make(table: Strict) -> Test:
    wanted, unwanted, purposes = table.words("runs"), table.words("never"), frozenset(table.words("purposes"))
    if not (wanted or unwanted or purposes):
        raise Refused(table.location, f"{table.where} needs `runs`, `never` or `purposes`.")

    strange = sorted(purposes - PURPOSES)
    if strange:
        raise Refused(table.place("purposes"), f"no command is for {strange[0]!r}; choose among {', '.join(sorted(PURPOSES))}.")

    def test(look: Look) -> Answer:
        every = [each for each in look.passage.commands if serious(each)]
        wrong = next(((each, begin) for each in every for begin in unwanted if _begins(each, begin)), None)
        if wrong:
            return Fault(f"{look.named}: `{wrong[1]}` must not be run", wrong[0].location)
        fits = (each for each in every if any(_begins(each, begin) for begin in wanted) or purposes & purposes_of(each))
        found = next(fits, None)
        if found or not (wanted or purposes):
            return found.location if found else look.passage.location
        named = [f"`{each}`" for each in wanted] + [f"for {each}" for each in sorted(purposes)]
        return Fault(f"{look.named}: nothing shows a command {' or '.join(named)}")

    return test


def _begins(command: Command, words: str) -> bool:
    """Whether a command is of this tool and says these words in this order; options may stand between them."""
    tool, *wanted = words.split()
    said = iter(command.words)
    return command.tool == tool and all(word in said for word in wanted)


MECHANISM = Mechanism(
    "command",
    "A command that must be shown, or must not be.",
    {
        "runs": "the beginnings of commands, such as `kubectl rollout status`",
        "purposes": "what a command is for, such as health, logs, rollback",
        "never": "the beginnings of commands that must not stand there",
    },
    make,
)
