"""`opsworthy prepare`."""

import sys
from pathlib import Path

import click

from opsworthy.app.kept.store import Keeping
from opsworthy.app.prepare import prepare
from opsworthy.app.reporting import report_of
from opsworthy.cli.exits import HELD, PARTIAL
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import fail_on, no_helm, progress, repository, today, user_errors
from opsworthy.cli.show import show, terminal_width
from opsworthy.findings.outcome import Severity
from opsworthy.reports.check_text import check_lines
from opsworthy.reports.prepare_text import next_lines, prepare_lines
from opsworthy.reports.write_text import write_lines


@click.command()
@repository
@fail_on
@no_cache
@no_helm
def COMMAND(path: Path, threshold: Severity | None, keeping: Keeping | None, with_helm: bool) -> None:  # noqa: N802
    """Do the whole job: gate, survey, write, check, and say what is missing.

    Looks at status.json first; reads the repository; writes or refreshes the runbook and the cost plan; holds them to
    the bar. Exit codes: 0 held, 1 findings, 3 stopped by status.json, 4 something could not be read.
    """
    with user_errors():
        with progress("reading the repository, writing and checking its documents"):
            prepared = prepare(path, today(), threshold, keeping, with_helm)
        drafted, checked = prepared.drafted, prepared.checked
        show(prepare_lines(checked.system, drafted.gate.words, drafted.gate.warning))
        show(write_lines(drafted.changes, drafted.problems))
        show(check_lines(report_of(checked), width=terminal_width(), brief=True))
        show(next_lines(checked.system, checked.summary.questions))
        partial = bool(prepared.drafted.problems or prepared.checked.system.problems)
        sys.exit(prepared.checked.summary.exit_code or (PARTIAL if partial else HELD))
