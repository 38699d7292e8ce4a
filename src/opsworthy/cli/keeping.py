"""`--no-cache`, and where surveys are kept without it: the environment and the clock are read here and handed down."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import time_ns
from typing import Any, TypeVar

import click

from opsworthy.app.kept.own import keep
from opsworthy.app.kept.store import Keeping

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def no_cache(function: Decorated) -> Decorated:
    """`--no-cache`, given to the command as `keeping`."""
    option = click.option(
        "--no-cache",
        "keeping",
        is_flag=True,
        callback=lambda context, _option, value: None if value else _kept_at_the_end(context, _keeping(os.environ)),
        help="Read everything anew, and keep nothing for the next run.",
    )
    return option(function)


def _keeping(environment: Mapping[str, str]) -> Keeping | None:
    """`OPSWORTHY_CACHE_DIR`, else `opsworthy` in `XDG_CACHE_HOME` or `~/.cache`; relative folders count as not given."""
    try:
        homes = (environment.get("XDG_CACHE_HOME", ""), str(Path.home() / ".cache"))
    except RuntimeError:
        homes = (environment.get("XDG_CACHE_HOME", ""), "")
    folders = (Path(environment.get("OPSWORTHY_CACHE_DIR", "")), *(Path(home, "opsworthy") for home in homes))
    found = next((folder for folder in folders if folder.is_absolute()), None)
    return None if found is None else Keeping(Path(os.path.realpath(found)), time_ns())


def _kept_at_the_end(context: click.Context, keeping: Keeping | None) -> Keeping | None:
    """What a run works out of our own texts is kept when it is over, however it ends."""
    context.call_on_close(keep)
    return keeping
