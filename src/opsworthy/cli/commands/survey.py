"""`opsworthy survey`."""

import sys
from pathlib import Path

import click

from opsworthy.app.kept.store import Keeping
from opsworthy.app.workspace import Surveyed, survey
from opsworthy.cli.exits import HELD, PARTIAL
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import no_helm, output_format, progress, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.changes_text import changes_lines
from opsworthy.reports.changes_view import changes_view
from opsworthy.reports.graph import graph_of
from opsworthy.reports.graph_mermaid import as_mermaid
from opsworthy.reports.graph_svg import as_svg
from opsworthy.reports.survey_text import survey_lines
from opsworthy.reports.system_view import view
from opsworthy.system.comparison import changes

_HERE = "the files in the folder"


@click.command()
@repository
@output_format("text", "json", "mermaid", "svg")
@click.option("--revision", metavar="REV", help="Read a git revision instead of the files in the folder.")
@click.option("--diff", "earlier", metavar="REV", help="Say what changed since a git revision in how the system runs.")
@click.option("--all", "everything", is_flag=True, help="List every question and everything that was left out.")
@no_cache
@no_helm
def COMMAND(  # noqa: N802 - what discovery looks for
    path: Path, form: str, revision: str | None, earlier: str | None, everything: bool, keeping: Keeping | None, with_helm: bool
) -> None:
    """Say how the system runs, with the file and line of every fact.

    `mermaid` and `svg` draw what needs what. Exit code 4 where a file could not be read; the rest is printed all the same.
    """
    with user_errors():
        with progress("reading the repository"):
            surveyed = survey(path, revision, keeping, with_helm)
            before = survey(path, earlier, keeping, with_helm) if earlier is not None else None
        if before is not None:
            _compare(before, surveyed, form, earlier or "", revision or _HERE)
        elif form == "json":
            click.echo(as_json(view(surveyed.system)), nl=False)
        elif form in ("mermaid", "svg"):
            drawn = graph_of(surveyed.system)
            click.echo(as_mermaid(drawn) if form == "mermaid" else as_svg(drawn), nl=False)
        else:
            show(survey_lines(surveyed.system, everything))
        system = surveyed.system
        gate_unread = system.status is not None and system.status.problem is not None
        sys.exit(PARTIAL if system.problems or gate_unread else HELD)


def _compare(before: Surveyed, after: Surveyed, form: str, old: str, new: str) -> None:
    if form in ("mermaid", "svg"):
        raise click.UsageError(f"--diff is printed as text or as json, not as {form}.")
    found = changes(before.system, after.system)
    if form == "json":
        click.echo(as_json(changes_view(after.system.name, old, new, found)), nl=False)
    else:
        show(changes_lines(after.system.name, old, new, found))
