"""`opsworthy mcp`."""

from pathlib import Path

import click

from opsworthy.cli.options import repository, user_errors
from opsworthy.servers.mcp import serve


@click.command()
@repository
def COMMAND(path: Path) -> None:  # noqa: N802
    """Serve a coding agent over standard input and output (Model Context Protocol).

    Every tool reads only below PATH; nothing is written and nothing of the repository is run.
    """
    with user_errors():
        serve(path)
