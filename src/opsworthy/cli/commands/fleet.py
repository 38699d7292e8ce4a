"""`opsworthy fleet`."""

from pathlib import Path

import click

from opsworthy.app.fleet import score_fleet
from opsworthy.cli.options import progress, today, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.fleet_text import fleet_lines


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def COMMAND(paths: tuple[Path, ...]) -> None:  # noqa: N802
    """Hold many repositories to the bar, and rank them, the neediest first."""
    with user_errors():
        with progress(f"checking {len(paths)} repositories"):
            fleet = score_fleet(paths, today())
        show(fleet_lines(fleet.cards))
