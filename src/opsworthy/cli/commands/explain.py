"""`opsworthy explain`."""

import click

from opsworthy.app.rules import explain
from opsworthy.cli.options import user_errors
from opsworthy.cli.show import show
from opsworthy.reports.rules_text import explain_lines


@click.command()
@click.argument("rule")
def COMMAND(rule: str) -> None:  # noqa: N802
    """Explain one rule, by id or name: what it wants, why, and how to mend it."""
    with user_errors():
        show(explain_lines(explain(rule).rule, explain(rule).clauses))
