"""`opsworthy coverage`."""

import sys
from pathlib import Path

import click

from opsworthy.app.coverage import procedure_coverage
from opsworthy.app.kept.store import Keeping
from opsworthy.cli.exits import FINDINGS, HELD, PARTIAL
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import no_helm, output_format, progress, repository, today, user_errors
from opsworthy.cli.show import show, terminal_width
from opsworthy.reports.as_json import as_json
from opsworthy.reports.problem_text import problem_lines
from opsworthy.reports.procedures_text import procedures_lines
from opsworthy.reports.procedures_view import procedures_view


@click.command()
@repository
@output_format("text", "json")
@click.option(
    "--fail-under", "least", type=click.FloatRange(0, 100), metavar="N", help="Exit code 1 where less than N percent is covered."
)
@click.option("--verbose", "-v", is_flag=True, help="List everything that is missing, and what has a procedure and where.")
@no_cache
@no_helm
def COMMAND(  # noqa: N802
    path: Path, form: str, least: float | None, verbose: bool, keeping: Keeping | None, with_helm: bool
) -> None:
    """Say which workloads, datastores, secrets, alerts, jobs and migrations have a procedure.

    A procedure is a step whose command sees to the thing by name: restarts, scales or rolls back a workload, backs up or
    restores a datastore, stores a new value of a secret, runs a job again, applies or takes back migrations; for an alert, a
    section or a page that is named after it and has commands. Every Markdown document counts that is no record
    of the past. Exit code 1
    below --fail-under, else 4 where a file could not be read.
    """
    with user_errors():
        with progress("reading the repository and its documents"):
            found = procedure_coverage(path, today(), keeping, with_helm)
        system = found.system
        if form == "json":
            click.echo(as_json(procedures_view(system.name, found.kinds, found.rows, found.documents)), nl=False)
        else:
            show(problem_lines(system.problems))
            show(
                procedures_lines(system.name, found.kinds, found.rows, len(found.documents), terminal_width(), everything=verbose)
            )
        missed = least is not None and 100 * found.share < least
        if missed:
            click.echo(f"opsworthy: {100 * found.share:.1f} % is covered, less than the {least:g} % asked for", err=True)
        sys.exit(FINDINGS if missed else PARTIAL if system.problems else HELD)
