"""Changes of the bar: what is written down beside each."""

from collections.abc import Callable, Iterator

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

Fault = Callable[[Improvement, Subject], str]


def improvements(fault: Fault, good: str) -> Callable[[Subject], Iterator[Verdict]]:
    """A rule about each change of the bar: `fault` says what is wrong with one, "" where nothing is."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        if not subject.improvements:
            yield not_applicable("no extension changes the bar", subject.anchor)
        for each in subject.improvements:
            wrong = fault(each, subject)
            named = f"clause {each.what}" if each.adds else f"the change of {each.what}"
            yield broken(f"{named}: {wrong}", each.location) if wrong else held(f"{named}: {good}", each.location)

    return judge
