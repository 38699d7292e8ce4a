"""Options that several commands share, and the words around them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn, TypeVar

import click

from opsworthy.app.errors import Stopped, UserError
from opsworthy.cli.exits import INTERRUPTED, STOPPED, USAGE
from opsworthy.findings.outcome import Severity
from opsworthy.reports.words import safe

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def repository(function: Decorated) -> Decorated:
    """The PATH argument: the folder of the repository, `.` by default."""
    return click.argument("path", type=click.Path(path_type=Path), default=Path())(function)


def output_format(*formats: str) -> Callable[[Decorated], Decorated]:
    """`--format`, the first one by default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )


def no_helm(function: Decorated) -> Decorated:
    """`--no-helm`, given to the command as `with_helm`."""
    option = click.option(
        "--no-helm",
        "with_helm",
        is_flag=True,
        flag_value=False,
        default=True,
        help="Start no Helm; without this, one that is installed renders the charts to confirm our own reading.",
    )
    return option(function)


def fail_on(function: Decorated) -> Decorated:
    """`--fail-on`: the mildest severity that makes the exit code 1; None where opsworthy.toml may say."""
    choices = click.Choice([each.value for each in Severity])
    option = click.option(
        "--fail-on",
        "threshold",
        type=choices,
        default=None,
        callback=lambda _context, _option, value: Severity(value) if value else None,
        help="The mildest severity that fails; `error` unless opsworthy.toml says otherwise.",
    )
    return option(function)


def today() -> date:
    """The clock is read here, at the edge, and handed down."""
    return date.today()


def fail(message: str, code: int) -> NoReturn:
    """One clear line on standard error, and the exit code."""
    click.echo(f"opsworthy: {safe(message)}", err=True)
    sys.exit(code)


@contextmanager
def user_errors() -> Iterator[None]:
    """Turns an error of the user's input into its words and its exit code; Ctrl-C leaves quietly with 130."""
    try:
        yield
    except Stopped as stop:
        fail(str(stop), STOPPED)
    except UserError as error:
        fail(str(error), USAGE)
    except KeyboardInterrupt:
        fail("interrupted; nothing was half-written", INTERRUPTED)


@contextmanager
def progress(words: str) -> Iterator[None]:
    """Says on a terminal what takes time, and takes the line back when it is done."""
    shown = sys.stderr.isatty()
    start = monotonic()
    if shown:
        click.echo(click.style(f"{words} …", dim=True), err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r" + " " * (len(words) + 2) + "\r", err=True, nl=False)
            if monotonic() - start > 1:
                click.echo(click.style(f"{words}: {monotonic() - start:.1f} s", dim=True), err=True)
