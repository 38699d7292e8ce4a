"""A link that leads to a certain place."""

from fnmatch import fnmatchcase

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.rules.shapes.link import follow, place
from opsworthy.text.strict import Strict


def make(table: Strict) -> Test:
    wanted = table.needed("to", "a path of the repository or an address, in which * stands for anything")

    def test(look: Look) -> Answer:
        for link in look.passage.links:
            inside = place(look.document, link) or ""
            if fnmatchcase(link.target, wanted) or fnmatchcase(inside, wanted):
                why = follow(look.subject, look.document, link)
                return (
                    Fault(f"{look.named}: the link to {link.target} leads nowhere: {why}", link.location)
                    if why
                    else link.location
                )
        return Fault(f"{look.named}: nothing links to {wanted}")

    return test


MECHANISM = Mechanism(
    "link", "A link to a path or an address, which leads somewhere.", {"to": "the path or address; * stands for anything"}, make
)
