"""Exit codes, documented and stable, and the words for our own bugs."""

import os
import sys
import traceback

import click

from opsworthy.reports.words import safe

HELD = 0
FINDINGS = 1
USAGE = 2
STOPPED = 3
PARTIAL = 4
BUG = 70
INTERRUPTED = 130


def report_bug(error: Exception) -> None:
    """Says that it is our mistake and how to tell us; the trace is shown when OPSWORTHY_TRACE is set."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(f"opsworthy: a bug of ours: {type(error).__name__}: {safe(str(error))}", err=True)
    click.echo(f"  at {os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}", err=True)  # noqa: PTH119
    click.echo("  Nothing was half-written. Run again with OPSWORTHY_TRACE=1 and report the trace with the command.", err=True)
    if os.environ.get("OPSWORTHY_TRACE"):
        traceback.print_exception(error, file=sys.stderr)
