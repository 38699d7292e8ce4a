"""Headings in a certain order."""

from itertools import pairwise

from opsworthy.findings.fingerprint import heading_of
from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.strict import Refused, Strict


def make(table: Strict) -> Test:
    wanted = tuple(heading_of(each) for each in table.words("headings"))
    if len(wanted) < 2:
        raise Refused(table.place("headings"), f"{table.where} needs `headings`: two or more, in their order.")

    def test(look: Look) -> Answer:
        here = [each for each in look.passage.reading.headed if each.first in look.passage]
        firsts = {name: next((each for each in here if heading_of(each.title) == name), None) for name in wanted}
        there = [(name, each) for name, each in firsts.items() if each]
        for (before, one), (after, other) in pairwise(there):
            if other.first < one.first:
                return Fault(f"{look.named}: “{after}” stands before “{before}”", other.location)
        return there[0][1].location if there else Fault(f"{look.named}: none of {', '.join(wanted)} stands here", unknown=True)

    return test


MECHANISM = Mechanism(
    "order", "Headings in a certain order, as far as they are there.", {"headings": "the headings, in their order"}, make
)
