"""`opsworthy bar`."""

import click

from opsworthy.app.rules import bar
from opsworthy.cli.show import show
from opsworthy.reports.rules_text import bar_lines


@click.command()
@click.option("--open", "only_open", is_flag=True, help="List only the clauses that no rule serves yet.")
def COMMAND(only_open: bool) -> None:  # noqa: N802
    """List the clauses of the quality bar and the rules that serve each."""
    show(bar_lines(bar(), only_open))
