"""`opsworthy baseline`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from opsworthy.app.baseline import diff, prune, write
from opsworthy.app.checking.asked import Asked
from opsworthy.app.kept.store import Keeping
from opsworthy.cli.exits import FINDINGS, HELD
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import no_helm, progress, repository, today, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.baseline_text import diff_lines, pruned_lines, written_lines

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_WORDS = "checking the documents"


def _options(function: Decorated) -> Decorated:
    file = click.option("--file", metavar="FILE", help="The baseline; .opsworthy/baseline.json unless opsworthy.toml names one.")
    return repository(file(no_cache(no_helm(function))))


@click.group()
def COMMAND() -> None:  # noqa: N802
    """Accept the findings of today, so that only new ones fail.

    A finding is known again by its rule, its document, the headings above it and what it is about, so that moved lines, renamed
    neighbours and changed figures change nothing; and a finding that was half mended is no new one.
    """


@COMMAND.command("write")
@_options
def _write(path: Path, file: str | None, keeping: Keeping | None, with_helm: bool) -> None:
    """Write the baseline: every finding that stands now is accepted."""
    with user_errors():
        with progress(_WORDS):
            done = write(Asked(path, today(), keeping=keeping, with_helm=with_helm), file)
        show(written_lines(done.path, done.accepted, done.changed))


@COMMAND.command("prune")
@_options
def _prune(path: Path, file: str | None, keeping: Keeping | None, with_helm: bool) -> None:
    """Take out of the baseline what is mended, and follow what was renamed; nothing new is accepted."""
    with user_errors():
        with progress(_WORDS):
            done = prune(Asked(path, today(), keeping=keeping, with_helm=with_helm), file)
        show(pruned_lines(done.path, done.accepted, done.compared))


@COMMAND.command("diff")
@_options
def _diff(path: Path, file: str | None, keeping: Keeping | None, with_helm: bool) -> None:
    """Say what is new since the baseline, and what is gone; exit code 1 where anything is."""
    with user_errors():
        with progress(_WORDS):
            done = diff(Asked(path, today(), keeping=keeping, with_helm=with_helm), file)
        show(diff_lines(done.path, done.accepted, done.compared))
        sys.exit(FINDINGS if done.compared and (done.compared.new or done.compared.gone) else HELD)
