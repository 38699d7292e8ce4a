"""`opsworthy check`."""

import sys
from pathlib import Path

import click

from opsworthy.app.check import Asked, check
from opsworthy.app.kept.store import Keeping
from opsworthy.cli.exits import HELD, PARTIAL
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import fail_on, no_helm, output_format, progress, repository, today, user_errors
from opsworthy.cli.show import show
from opsworthy.findings.outcome import Severity
from opsworthy.reports.as_json import as_json
from opsworthy.reports.check_text import check_lines
from opsworthy.reports.check_view import view
from opsworthy.reports.problem_text import problem_lines


@click.command()
@repository
@output_format("text", "json")
@fail_on
@click.option("--rule", "only", multiple=True, metavar="ID", help="Ask only this rule, by id or name; may be repeated.")
@click.option("--verbose", "-v", is_flag=True, help="List also what held, what could not be known and what did not apply.")
@no_cache
@no_helm
def COMMAND(  # noqa: N802
    path: Path, form: str, threshold: Severity, only: tuple[str, ...], verbose: bool, keeping: Keeping | None, with_helm: bool
) -> None:
    """Hold the documents to the bar and to the repository.

    PATH is a repository, or one Markdown file in it. Exit code 1 where a rule is broken, 4 where a file could not
    be read.
    """
    with user_errors():
        with progress("reading the repository and its documents"):
            checked = check(Asked(path, today(), only, threshold, keeping, with_helm))
        if form == "json":
            click.echo(as_json(view(checked.outcomes)), nl=False)
        else:
            show(problem_lines(checked.system.problems))
            show(check_lines(checked.outcomes, verbose))
        sys.exit(checked.summary.exit_code or (PARTIAL if checked.system.problems else HELD))
