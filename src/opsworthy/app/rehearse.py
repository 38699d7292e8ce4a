"""Tries the commands of a repository's documents in a stage and records the evidence."""

from datetime import datetime
from pathlib import Path

from opsworthy import __version__
from opsworthy.app.errors import UserError
from opsworthy.app.places import document_of
from opsworthy.app.reading import destination, forgiving_text
from opsworthy.app.workspace import survey
from opsworthy.documents.parse import parse
from opsworthy.records.evidence import Evidence
from opsworthy.records.journal import FOLDER, append_evidence
from opsworthy.rehearsal.rehearse import all_stages, rehearse
from opsworthy.rehearsal.stage import Stage
from opsworthy.repository.git import head_commit
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Source


@dataclass(frozen=True)
class Rehearsed:
    """What was tried, in the order of the text, and where the evidence was written."""

    stage: Stage
    evidence: tuple[Evidence, ...]
    record: Path | None


def rehearse_repository(path: Path, stage_name: str, now: datetime) -> Rehearsed:
    """Tries every shell block of the runbook. Raises UserError where there is no such stage or no runbook."""
    stage = next((each for each in all_stages() if each.name == stage_name), None)
    if stage is None:
        raise UserError(f"there is no stage {stage_name!r}; there is {', '.join(each.name for each in all_stages())}.")
    surveyed = survey(path)
    runbook = document_of(surveyed.system, "runbook")
    text = forgiving_text(surveyed.root, runbook.path) if runbook else None
    if runbook is None or text is None:
        raise UserError(f"there is no runbook in {path}. `opsworthy prepare` writes one.")
    document = parse(Source(runbook.path, text), "runbook")
    at = now.isoformat(timespec="seconds")
    commit = head_commit(surveyed.root) or ""
    evidence = tuple(rehearse(document, stage, at=at, commit=commit, tool_version=__version__))
    if not evidence:
        return Rehearsed(stage, (), None)
    destination(surveyed.root, f"{FOLDER}/rehearsals.jsonl")
    try:
        return Rehearsed(stage, evidence, append_evidence(surveyed.root, evidence))
    except OSError as error:
        raise UserError(f"cannot record the evidence: {error.strerror}.") from error
