"""`opsworthy write`."""

import sys
from pathlib import Path

import click

from opsworthy.app.kept.store import Keeping
from opsworthy.app.write import apply, draft
from opsworthy.cli.exits import FINDINGS, HELD, PARTIAL
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import no_helm, progress, repository, today, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.write_text import diff_lines, write_lines


@click.command()
@repository
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing, and exit with 1 if anything would change.")
@click.option("--adopt", is_flag=True, help="Add our blocks also to a document that a person wrote without us.")
@no_cache
@no_helm
def COMMAND(path: Path, show_diff: bool, only_check: bool, adopt: bool, keeping: Keeping | None, with_helm: bool) -> None:  # noqa: N802
    """Draft or refresh the documents; what a person wrote stays.

    Exit code 3 where status.json says blocked or on-hold, 4 where a document could not be merged.
    """
    with user_errors():
        with progress("reading the repository"):
            drafted = draft(path, today(), adopt=adopt, keeping=keeping, with_helm=with_helm)
        if show_diff:
            show(diff_lines(drafted.changes))
        elif not only_check:
            apply(drafted)
        if not show_diff:
            show(write_lines(drafted.changes, drafted.problems, planned=only_check))
        sys.exit(PARTIAL if drafted.problems else FINDINGS if only_check and drafted.changed() else HELD)
