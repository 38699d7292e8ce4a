"""runbook.md: how to deploy, operate, watch, repair and roll back what this repository runs."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.runbook.closing import closing, no_cost_plan
from opsworthy.documents.runbook.deployment import deployment
from opsworthy.documents.runbook.monitoring import monitoring
from opsworthy.documents.runbook.opening import about, first_aid, overview
from opsworthy.documents.runbook.operations import operations
from opsworthy.documents.runbook.pipeline import pipeline
from opsworthy.documents.runbook.rollback import rollback
from opsworthy.documents.runbook.secrets import secrets
from opsworthy.documents.runbook.troubleshooting import troubleshooting
from opsworthy.documents.writer import Dossier, Writer
from opsworthy.system.model import System

_RELEASED = frozenset({"library", "cli"})


def applies(system: System) -> bool:
    return system.deployable.value and system.deployable.kind not in _RELEASED


def draft(dossier: Dossier) -> tuple[Block, ...]:
    return (
        about(
            dossier,
            "Runbook",
            "How to deploy, operate, watch, repair and roll back this system, for somebody who sees it for the first time.",
        ),
        first_aid(dossier),
        overview(dossier),
        *deployment(dossier),
        *pipeline(dossier),
        *operations(dossier),
        *monitoring(dossier),
        *troubleshooting(dossier),
        *rollback(dossier),
        *secrets(dossier),
        *no_cost_plan(dossier),
        closing(dossier),
    )


WRITER = Writer("runbook", "The runbook of what is deployed and keeps running", "runbook.md", applies, draft)
