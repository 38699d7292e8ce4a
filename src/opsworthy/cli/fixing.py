"""The options of mending: `--fix`, `--unsafe-fixes`, `--diff`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Mending:
    """What to do with the edits that findings bring: nothing, show them, or make them; the safe ones, or all."""

    write: bool
    show: bool
    unsafe: bool

    @property
    def wanted(self) -> bool:
        return self.write or self.show


def mending(function: Callable[..., Any]) -> Callable[..., Any]:
    """The three options, given to the command as one value `mend`."""

    @click.option("--fix", "write", is_flag=True, help="Mend what can be mended safely in the documents, then report the rest.")
    @click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: also mend what a person should look at.")
    @click.option("--diff", "show", is_flag=True, help="Write nothing; show what --fix would change. Exit code 1 where it would.")
    @wraps(function)
    def told(*, write: bool, unsafe: bool, show: bool, **others: Any) -> Any:
        if unsafe and not write and not show:
            raise click.UsageError("--unsafe-fixes says what to mend: give it with --fix or with --diff.")
        return function(mend=Mending(write and not show, show, unsafe), **others)

    return told
