"""A metric, and nothing says which value is bad."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.crossing import uncrossable
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.signal import asked_about, signals, unmeasured
from opsworthy.rules.shapes.verdict import broken, held, unanswered

_MANY = 4
"""In a list of so many, one finding tells that most have none."""


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    found = signals(document)
    bare = unmeasured(found)
    if len(found) >= _MANY and len(bare) * 2 > len(found) and not any(asked_about(document, each) for each in bare):
        told = f"{len(bare)} of the {len(found)} metrics that are listed have no threshold, the first is “{bare[0].name}”"
        yield broken(told, bare[0].location)
        return
    for signal in bare:
        never = signal.alone and any(uncrossable(signal.name, part) for part in signal.text.split(" | "))
        told = f"nothing can cross the threshold of “{signal.name}”" if never else f"“{signal.name}” has no threshold"
        question = asked_about(document, signal)
        if question:
            yield unanswered(subject, told, question, signal.location)
        else:
            yield broken(told, signal.location)
    if not found:
        yield Verdict(State.NOT_RUN, "no metric is listed that could have a threshold", document.location)
    elif not bare:
        yield held(f"each of {len(found)} metrics has a threshold", found[0].location)


RULE = Rule(
    id="OW302",
    name="metric-without-threshold",
    summary="Every metric that is listed has a number from which somebody must act.",
    clauses=("DOD-06", "RBS-15", "RBV-11", "RBM-05", "MOM-01", "SRV-07"),
    why="A graph without a line is looked at afterwards.",
    fix="Write the number with its unit and for how long it must last, such as “above 5 % for 5 minutes”.",
    judge=judge,
    tier=2,
)
