"""The end of a runbook: why there is no cost plan, and how the document is kept true."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, fence, joined, paragraph, say, step
from opsworthy.documents.phrases import cite, heading, marked
from opsworthy.documents.shell import sh
from opsworthy.documents.writer import Dossier


def no_cost_plan(dossier: Dossier) -> tuple[Block, ...]:
    """The recorded reason, where nothing is paid for."""
    paid = dossier.system.paid_resources
    if paid.value:
        return ()
    told = joined([say("{}{}", marked(each.text), cite(each.locations, 1)) for each in paid.because], "; ")
    why = told or say("no file names anything that is paid for")
    places = tuple(place for each in paid.because for place in each.locations)
    return (Block("cost-plan.none", (heading(2, "Cost plan"), paragraph("None needed, because {}.", why)), places),)


def closing(dossier: Dossier) -> Block:
    system = dossier.system
    unread = [step(say("`{}`: {}", str(each.location), marked(each.message))) for each in system.problems]
    elements: list[Element] = [
        heading(2, "Keeping this document true"),
        paragraph("After a change of the files that it was written from, and after every incident that it did not help with:"),
        fence(
            sh("opsworthy write"),
            "every part that nobody edited follows the files; edited parts are kept, and differences are shown",
            sh("opsworthy check"),
            "no finding but the open questions",
        ),
    ]
    if unread:
        elements += [paragraph("What could not be read, and is therefore missing here:"), Bullets(tuple(unread))]
    return Block("keeping-true", tuple(elements))
