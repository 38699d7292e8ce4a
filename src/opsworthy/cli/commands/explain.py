"""`opsworthy explain`."""

from pathlib import Path

import click

from opsworthy.app.extending import bar_in
from opsworthy.app.rules import explain
from opsworthy.cli.options import repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.rules_text import explain_lines


@click.command()
@click.argument("rule")
@repository
def COMMAND(rule: str, path: Path) -> None:  # noqa: N802
    """Explain one rule, by id or name: what it wants, why, and how to mend it.

    PATH is the repository whose own rules can be explained too.
    """
    with user_errors():
        found = explain(rule, bar_in(path))
        show(explain_lines(found.rule, found.clauses))
