"""`opsworthy rules`."""

import click

from opsworthy.app.rules import list_rules
from opsworthy.cli.options import output_format
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.rules_text import rules_lines
from opsworthy.reports.rules_view import view


@click.command()
@output_format("text", "json")
def COMMAND(form: str) -> None:  # noqa: N802
    """List the rules."""
    if form == "json":
        click.echo(as_json(view(list_rules())), nl=False)
    else:
        show(rules_lines(list_rules()))
