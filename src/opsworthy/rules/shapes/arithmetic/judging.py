"""How a rule answers that works figures out again, in the runbook and in the cost plan alike."""

from collections.abc import Callable, Iterable, Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.arithmetic.flaw import Check
from opsworthy.rules.shapes.section import Judge
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def checked(find: Callable[[Document], Iterable[Check]], right: str, nothing: str) -> Judge:
    """A rule that is broken at each figure that does not fit, and held at the first of those that do. `right` says of them
    what they do; `nothing` why there is nothing to work out."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        documents = [each for each in (subject.runbook, subject.cost_plan) if each]
        if not documents:
            yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)
            return
        found = [(document, check) for document in documents for check in find(document)]
        wrong = [check for _, check in found if check.wrong]
        for check in wrong:
            yield broken(check.wrong, check.location, related=check.related, patch=check.patch)
        if not found:
            yield not_applicable(nothing, documents[-1].location)
        elif not wrong:
            yield held(right, found[0][1].location)

    return judge
