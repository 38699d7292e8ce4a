"""`opsworthy doctor`."""

import click

from opsworthy.app.doctor import diagnose
from opsworthy.cli.show import show
from opsworthy.reports.doctor_text import doctor_lines


@click.command()
def COMMAND() -> None:  # noqa: N802
    """Say what is installed here and what is missing."""
    found = diagnose()
    show(doctor_lines(found.version, found.python, [(tool.name, tool.place, tool.purpose) for tool in found.tools]))
