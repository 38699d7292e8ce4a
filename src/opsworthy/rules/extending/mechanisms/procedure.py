"""A procedure that can be carried out."""

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.rules.shapes.answer import expectation
from opsworthy.rules.shapes.evidence import any_command, duration, serious
from opsworthy.text.strict import Strict


def make(table: Strict) -> Test:
    steps, commands = table.number("steps", 0, 100) or 0, table.number("commands", 0, 100)
    least = 1 if commands is None else commands
    expected, timed = table.flag("expected") is not False, table.flag("duration") is True

    def test(look: Look) -> Answer:
        passage = look.passage
        numbered = len({step.location.line for step in passage.steps})
        run = len({each.location.line for each in passage.commands if serious(each)})
        lacks = {
            f"{steps} numbered steps": numbered < steps,
            "a command" if least == 1 else f"{least} commands": run < least,
            "what should be seen": expected and expectation(passage) is None,
            "how long it takes": timed and duration(passage) is None,
        }
        missing = [words for words, lacking in lacks.items() if lacking]
        if missing:
            return Fault(f"{look.named}: nothing shows {' or '.join(missing)}")
        return any_command(passage) or passage.location

    return test


MECHANISM = Mechanism(
    "procedure",
    "A procedure with steps, commands and what they should show.",
    {
        "steps": "how many numbered steps at least; 0 by default",
        "commands": "how many commands at least; 1 by default",
        "expected": "whether it must say what should be seen; true by default",
        "duration": "whether it must say how long it takes; false by default",
    },
    make,
)
