"""runbook.md of a library or a command-line program: how to release, keep, watch, mend and withdraw a version."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import paragraph
from opsworthy.documents.release.keeping import monitoring, operations
from opsworthy.documents.release.releasing import releasing
from opsworthy.documents.release.troubles import troubleshooting
from opsworthy.documents.release.withdrawing import withdrawing
from opsworthy.documents.runbook.closing import closing, no_cost_plan
from opsworthy.documents.runbook.opening import COST_PLAN, about, links
from opsworthy.documents.runbook.pipeline import pipeline
from opsworthy.documents.runbook.secrets import secrets
from opsworthy.documents.writer import Dossier, Writer
from opsworthy.system.model import System

RELEASED = frozenset({"library", "cli"})
_PURPOSE = "How to release, keep, watch, mend and withdraw a version of it, for somebody who does it for the first time."


def applies(system: System) -> bool:
    return system.deployable.kind in RELEASED


def draft(dossier: Dossier) -> tuple[Block, ...]:
    return (
        about(dossier, "Runbook", _PURPOSE),
        *_beside(dossier),
        *releasing(dossier),
        *(pipeline(dossier, released=True) if dossier.system.pipelines else ()),
        operations(dossier),
        monitoring(dossier),
        *troubleshooting(dossier),
        *withdrawing(dossier),
        *secrets(dossier),
        *no_cost_plan(dossier),
        closing(dossier),
    )


def _beside(dossier: Dossier) -> tuple[Block, ...]:
    found = links(dossier, *([COST_PLAN] if dossier.system.paid_resources.value else []))
    return (Block("beside", (paragraph("Beside this document: {}.", found),)),) if found else ()


WRITER = Writer("release_guide", "The runbook of what is released rather than deployed", "runbook.md", applies, draft)
