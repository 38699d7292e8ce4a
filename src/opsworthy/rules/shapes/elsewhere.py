"""Rollbacks of which a page tells little because they are carried out, or told of, elsewhere."""

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.evidence import REVERTING, changing, web_link
from opsworthy.rules.shapes.order import reverts
from opsworthy.rules.shapes.section import document_for, regions

_brings_back = changing(REVERTING)


def told_elsewhere(subject: Subject) -> str:
    """Why a page owes no commands of a rollback: it sends the reader to where they stand."""
    inside = regions(document_for(subject, "rollback"), "rollback")
    if subject.profile != "page" or any(reverts(each) for each in inside):
        return ""
    return "the page sends the reader elsewhere for the rollback" if any(web_link(each) for each in inside) else ""


def nothing_brings_back(subject: Subject) -> str:
    """Why nothing can be verified: no command brings an older version back, which rollback-without-commands says."""
    inside = regions(document_for(subject, "rollback"), "rollback")
    return "no command brings an older version back" if inside and not any(_brings_back(each) for each in inside) else ""
