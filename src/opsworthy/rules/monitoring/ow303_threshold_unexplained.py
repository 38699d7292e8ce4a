"""A threshold, and nothing says why it is that number."""

from collections.abc import Iterator
from textwrap import shorten

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.signal import signals, unexplained
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    found = [signal for signal in signals(document) if signal.threshold]
    bare = unexplained(document, found)
    for signal in bare:
        said = f": “{shorten(signal.reason, 60, placeholder=' …')}” would fit any number" if signal.reason else ""
        yield broken(f"the threshold of “{signal.name}” has no rationale{said}", signal.location)
    if not found:
        yield Verdict(State.NOT_RUN, "no threshold is given that could be explained", document.location)
    elif not bare:
        yield held(f"each of {len(found)} thresholds has its rationale", found[0].location)


RULE = Rule(
    id="OW303",
    name="threshold-unexplained",
    summary="Every threshold says why it is that number, or what it means when it is crossed.",
    clauses=("RBS-15", "MOM-02", "MOM-07"),
    why="A number without a reason is silenced the third time it wakes somebody, and nobody dares to change it either.",
    fix="Add the reason beside the number: what users notice, how much of the error budget it burns, what it has preceded.",
    judge=judge,
    tier=2,
)
