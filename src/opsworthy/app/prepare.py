"""The whole job: gate, survey, write or refresh the documents, check them, say what is missing."""

from datetime import date
from pathlib import Path

from opsworthy.app.check import Checked, check_surveyed
from opsworthy.app.checking.asked import Asked, Wanted
from opsworthy.app.kept.store import Keeping
from opsworthy.app.workspace import reread
from opsworthy.app.write import Drafted, apply, draft
from opsworthy.findings.outcome import Severity
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Prepared:
    """What was written and how it stands against the bar."""

    drafted: Drafted
    checked: Checked


def prepare(
    path: Path,
    today: date,
    threshold: Severity | None = None,
    keeping: Keeping | None = None,
    with_helm: bool = True,
) -> Prepared:
    """Runs the whole job on one repository. Raises Stopped when status.json says stop; then nothing was written."""
    drafted = draft(path, today, keeping=keeping, with_helm=with_helm)
    apply(drafted)
    texts = {change.path: change.after for change in drafted.changed()}
    surveyed = reread(drafted.surveyed, texts) if texts else drafted.surveyed
    return Prepared(drafted, check_surveyed(surveyed, Asked(path, today, Wanted(threshold=threshold))))
