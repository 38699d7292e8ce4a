"""`opsworthy bar`."""

import sys
from pathlib import Path

import click

from opsworthy.app.bar import coverage_of
from opsworthy.app.extending import bar_in
from opsworthy.app.rules import bar
from opsworthy.cli.exits import FINDINGS, HELD
from opsworthy.cli.options import output_format, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.bar_text import coverage_lines
from opsworthy.reports.bar_view import view
from opsworthy.reports.rules_text import bar_lines


@click.group(invoke_without_command=True)
@click.option("--open", "only_open", is_flag=True, help="List only the clauses that no rule serves yet.")
@click.pass_context
def COMMAND(context: click.Context, only_open: bool) -> None:  # noqa: N802
    """List the clauses of the quality bar and the rules that serve each."""
    if context.invoked_subcommand is None:
        with user_errors():
            show(bar_lines(bar(bar_in(Path())), only_open))


@COMMAND.command("coverage")
@repository
@click.option("--clauses", "file", metavar="FILE", type=click.Path(path_type=Path), help="A table of clauses.")
@output_format("text", "json")
def _coverage(path: Path, file: Path | None, form: str) -> None:
    """Say what serves each clause, and how; exit code 1 where nothing serves one or the bar does not know it.

    FILE has tabs between its columns and a column `id`. PATH is the repository whose extension of the bar counts too.
    """
    with user_errors():
        found = coverage_of(bar_in(path), file)
        if form == "json":
            click.echo(as_json(view(found)), nl=False)
        else:
            show(coverage_lines(found))
        sys.exit(FINDINGS if found.gaps or found.unknown else HELD)
