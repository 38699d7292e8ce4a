"""`opsworthy rules`."""

from pathlib import Path

import click

from opsworthy.app.extending import bar_in
from opsworthy.cli.options import output_format, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.rules_text import rules_lines
from opsworthy.reports.rules_view import view


@click.command()
@repository
@output_format("text", "json")
def COMMAND(path: Path, form: str) -> None:  # noqa: N802
    """List the rules, with those that the organisation of a repository adds.

    PATH is the repository; its opsworthy.toml says what it adds and changes.
    """
    with user_errors():
        rules = bar_in(path).rules
        if form == "json":
            click.echo(as_json(view(rules)), nl=False)
        else:
            show(rules_lines(rules))
