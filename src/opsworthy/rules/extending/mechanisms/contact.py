"""Somebody who can be reached."""

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.rules.shapes.evidence import contact
from opsworthy.text.strict import Strict


def make(table: Strict) -> Test:
    whom = table.string("whom").casefold()

    def test(look: Look) -> Answer:
        found = contact(look.passage)
        if found is None:
            return Fault(f"{look.named}: nothing shows an address, a channel or a number")
        if whom and not any(whom in line.casefold() for _, line in look.passage.lines):
            return Fault(f"{look.named}: nothing names {whom}")
        return found

    return test


MECHANISM = Mechanism(
    "contact", "Somebody who can be reached.", {"whom": "a role that must be named, such as duty manager"}, make
)
