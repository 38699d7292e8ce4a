"""`opsworthy init`."""

from pathlib import Path

import click

from opsworthy.app.init import initialise
from opsworthy.cli.options import progress, repository, user_errors


@click.command()
@repository
def COMMAND(path: Path) -> None:  # noqa: N802
    """Write a first opsworthy.toml that holds the open questions."""
    with user_errors():
        with progress("reading the repository"):
            asked = initialise(path)
        click.echo(f"{len(asked.added)} questions added to opsworthy.toml. Next: opsworthy answer, then opsworthy prepare")
