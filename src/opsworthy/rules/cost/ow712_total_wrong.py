"""A total that is not the sum of its parts."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.flaw import Check
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.sums import sums


def _checks(document: Document) -> Iterator[Check]:
    for each in sums(document):
        without = f"; it comes out without “{each.missing}”" if each.missing else ""
        told = f"“{each.name}” says {each.stated}, and its parts come to {each.parts}{without}"
        yield Check(told if each.wrong else "", each.location, each.related, each.patch)


RULE = Rule(
    id="OW712",
    name="total-wrong",
    summary="Every total is the sum of its parts, within rounding.",
    clauses=("REV-05", "DOD-11"),
    why="Whoever finds one wrong sum stops believing the other figures.",
    fix="Add again; where a part is not counted in, say so beside the total.",
    judge=checked(_checks, "the totals are the sums of their parts", "no total stands beside parts that can be added"),
    fixable=True,
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
