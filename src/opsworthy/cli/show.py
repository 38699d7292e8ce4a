"""Puts report lines on the terminal: colours only where one is there."""

from collections.abc import Iterable

import click

from opsworthy.reports.printed import Printed
from opsworthy.reports.words import safe

_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "warn": {"fg": "yellow"},
    "dim": {"dim": True},
    "plain": {},
}


def show(lines: Iterable[Printed]) -> None:
    """Prints each line; click drops the colours where standard output is no terminal. Whatever a line holds, no control
    character gets through."""
    for line in lines:
        text = safe(line.text)
        click.echo(click.style(text, **_STYLES[line.style]) if line.style != "plain" else text)  # type: ignore[arg-type]
