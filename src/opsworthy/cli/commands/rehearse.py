"""`opsworthy rehearse`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from opsworthy.app.rehearse import rehearse_repository
from opsworthy.cli.exits import FINDINGS, HELD
from opsworthy.cli.options import progress, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.rehearse_text import rehearse_lines


@click.command()
@repository
@click.option("--stage", default="syntax", show_default=True, help="Where to try the commands; syntax executes nothing.")
def COMMAND(path: Path, stage: str) -> None:  # noqa: N802
    """Try the runbook's shell blocks in a stage and record the evidence."""
    with user_errors():
        with progress("rehearsing"):
            rehearsed = rehearse_repository(path, stage, datetime.now(UTC))
        show(rehearse_lines(rehearsed.stage, rehearsed.evidence))
        sys.exit(FINDINGS if any(each.outcome == "failed" for each in rehearsed.evidence) else HELD)
