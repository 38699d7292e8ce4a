"""`opsworthy survey`."""

import sys
from pathlib import Path

import click

from opsworthy.app.workspace import survey
from opsworthy.cli.exits import HELD, PARTIAL
from opsworthy.cli.options import output_format, progress, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.survey_text import survey_lines
from opsworthy.reports.system_view import view


@click.command()
@repository
@output_format("text", "json")
@click.option("--revision", metavar="REV", help="Read a git revision instead of the files in the folder.")
@click.option("--all", "everything", is_flag=True, help="List every question and everything that was left out.")
def COMMAND(path: Path, form: str, revision: str | None, everything: bool) -> None:  # noqa: N802 - what discovery looks for
    """Say how the system runs, with the file and line of every fact.

    Exit code 4 where a file could not be read; the rest is printed all the same.
    """
    with user_errors():
        with progress("reading the repository"):
            surveyed = survey(path, revision)
        if form == "json":
            click.echo(as_json(view(surveyed.system)), nl=False)
        else:
            show(survey_lines(surveyed.system, everything))
        system = surveyed.system
        gate_unread = system.status is not None and system.status.problem is not None
        sys.exit(PARTIAL if system.problems or gate_unread else HELD)
