"""cost-plan.md: what it costs, who watches it, what keeps it in, and where money could be saved."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.estimated import estimated
from opsworthy.documents.costs.guardrails import guardrails
from opsworthy.documents.costs.optimization import optimization
from opsworthy.documents.costs.tracking import tracking
from opsworthy.documents.markup import paragraph
from opsworthy.documents.runbook.opening import RUNBOOK, about, links
from opsworthy.documents.writer import Dossier, Writer
from opsworthy.pricing.estimate import Estimate, total_of
from opsworthy.system.model import System

_PURPOSE = "What it costs to run this system, who watches that, what keeps it in bounds, and where money could be saved."


def applies(system: System) -> bool:
    return system.paid_resources.value


def draft(dossier: Dossier) -> tuple[Block, ...]:
    estimate = dossier.estimate or Estimate("", (), total_of([]))
    return (
        about(dossier, "Cost plan", _PURPOSE),
        *_beside(dossier),
        *estimated(dossier, estimate),
        *tracking(dossier, estimate),
        *guardrails(dossier, estimate),
        *optimization(dossier, estimate),
    )


def _has_runbook(system: System) -> bool:
    return system.deployable.value or system.deployable.kind in ("library", "cli")


def _beside(dossier: Dossier) -> tuple[Block, ...]:
    found = links(dossier, *([RUNBOOK] if _has_runbook(dossier.system) else []))
    return (Block("beside", (paragraph("Beside this document: {}.", found),)),) if found else ()


WRITER = Writer("cost_plan", "The cost plan of a system that uses paid resources", "cost-plan.md", applies, draft)
