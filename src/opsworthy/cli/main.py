"""The command line: each command stands in `cli/commands/<name>.py` and is imported only when it is asked for."""

import gc
import os
import sys
import threading
from importlib import import_module
from pkgutil import iter_modules

import click

from opsworthy import __version__
from opsworthy.cli import commands
from opsworthy.cli.exits import BUG, INTERRUPTED, report_bug
from opsworthy.cli.options import fail


class Commands(click.Group):
    """Finds the commands by their files, so that no list is kept by hand and start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted(info.name.replace("_", "-") for info in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command = getattr(module, "COMMAND", None)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__file__} must declare COMMAND, a click command")
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="opsworthy", message="%(prog)s %(version)s")
def opsworthy() -> None:
    """Write the runbook and cost plan that a repository's own files support, and hold them to the bar.

    Start with `opsworthy prepare` in a repository. Exit codes: 0 held, 1 findings, 2 wrong usage or
    configuration, 3 stopped by status.json, 4 something could not be read, 70 a bug of ours.
    """


def main() -> None:
    """The entry point, and the one place where an unexpected error is caught: it is ours, and says so. Ctrl-C leaves with 130
    wherever it comes, also at a question of `answer`."""
    try:
        sys.exit(opsworthy.main(prog_name="opsworthy", standalone_mode=False))
    except (click.Abort, KeyboardInterrupt):
        fail("interrupted; nothing was half-written", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - the entry point
        report_bug(error)
        sys.exit(BUG)
    finally:
        gc.freeze()  # The process ends: nothing is looked for once more that its end frees anyway.


def run() -> None:
    """`main` as a process of its own, which ends at once: to free everything piece by piece takes as long as to judge a page."""
    try:
        main()
    except SystemExit as ending:
        if isinstance(ending.code, int | None) and _is_alone() and _flushed():
            os._exit(ending.code or 0)
        raise


def _is_alone() -> bool:
    """Whether nobody is left who wants to see the end: no thread, no profiler, no debugger."""
    return threading.active_count() == 1 and sys.getprofile() is None and sys.gettrace() is None


def _flushed() -> bool:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return False
    return True
