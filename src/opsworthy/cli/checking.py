"""The options of a check, shared by the commands that run one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from opsworthy.app.checking.asked import PROFILES
from opsworthy.cli.options import fail_on
from opsworthy.findings.outcome import Confidence, Severity

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_WORDS = "by id (OW501), beginning of an id (OW5), name, family, clause (RBS-27) or group of clauses (RBS)"


def documents(function: Decorated) -> Decorated:
    """The PATHS argument: a repository, folders of documents, or documents; `.` by default."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))(function)


def selection(function: Decorated) -> Decorated:
    """`--select`, `--ignore`, `--profile`, `--tier`, `--strict`: which rules are asked, and how much."""
    options = (
        click.option("--select", multiple=True, metavar="WORDS", callback=_listed, help=f"Ask only these rules, {_WORDS}."),
        click.option("--ignore", multiple=True, metavar="WORDS", callback=_listed, help="Leave these rules out."),
        click.option("--profile", type=click.Choice(PROFILES), help="What the documents answer to."),
        click.option("--tier", type=click.IntRange(0, 3), help="0 for the most critical to 3 for an inner tool."),
        click.option("--strict/--no-strict", default=None, help="Ask for the bar's own headings in its own order."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def severities(function: Decorated) -> Decorated:
    """`--severity`, the mildest that is reported, and `--confidence`, the lowest, beside `--fail-on`."""
    shown = click.option(
        "--severity",
        type=click.Choice([each.value for each in Severity]),
        default=None,
        callback=lambda _context, _option, value: Severity(value) if value else None,
        help="The mildest severity that is reported; `note` unless opsworthy.toml says otherwise.",
    )
    least = click.option(
        "--confidence",
        type=click.Choice([each.value for each in Confidence]),
        default=None,
        callback=lambda _context, _option, value: Confidence(value) if value else None,
        help="The lowest confidence that is reported; `medium` unless opsworthy.toml says otherwise, `low` with --select.",
    )
    return shown(least(fail_on(function)))


def _listed(_context: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Words may be repeated or separated by commas."""
    return tuple(word.strip() for each in value for word in each.split(",") if word.strip())
