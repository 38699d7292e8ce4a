"""Puts report lines on the terminal: colours only where one is there."""

import shutil
import sys
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


_WIDTHS = (60, 140)
_WIDTH_WITHOUT_TERMINAL = 120


def terminal_width() -> int:
    """The columns of the terminal within reason; where there is none, the same at every run."""
    if not sys.stdout.isatty():
        return _WIDTH_WITHOUT_TERMINAL
    narrowest, widest = _WIDTHS
    return max(narrowest, min(shutil.get_terminal_size().columns, widest))


def show(lines: Iterable[Printed]) -> None:
    """Prints each line; click drops the colours where standard output is no terminal. Whatever a line holds, no control
    character gets through."""
    for line in lines:
        click.echo("".join(_styled(text, style) for text, style in line.spans or ((line.text, line.style),)))


def _styled(text: str, style: str) -> str:
    shown = safe(text)
    return click.style(shown, **_STYLES[style]) if style != "plain" else shown  # type: ignore[arg-type]
