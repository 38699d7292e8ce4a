"""`opsworthy cost`."""

from pathlib import Path

import click

from opsworthy.app.estimate import estimate_repository
from opsworthy.cli.options import fail, output_format, progress, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.estimate_text import estimate_lines, no_estimate_lines
from opsworthy.reports.estimate_view import view


@click.group()
def COMMAND() -> None:  # noqa: N802
    """Say what the system costs by list prices."""


@COMMAND.command()
@repository
@output_format("text", "json")
def estimate(path: Path, form: str) -> None:
    """Estimate the cost per month: low, likely and high, with the assumption behind each line."""
    with user_errors():
        with progress("reading the repository"):
            estimated = estimate_repository(path)
        if estimated.estimate is None:
            if form == "json":
                fail("no file names a paid resource, so there is nothing to estimate", 0)
            show(no_estimate_lines(estimated.system))
        elif form == "json":
            click.echo(as_json(view(estimated.estimate)), nl=False)
        else:
            show(estimate_lines(estimated.estimate))
