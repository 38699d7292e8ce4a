"""Which variables a runner gives by itself; the names are in given.toml."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.text.secrecy import is_secret_name


class _Given(msgspec.Struct, frozen=True):
    names: frozenset[str]
    beginnings: tuple[str, ...]
    own: frozenset[str]


@cache
def _table() -> dict[str, _Given]:
    return msgspec.toml.decode(Path(__file__).with_name("given.toml").read_bytes(), type=dict[str, _Given])


def given_by(provider: str) -> Callable[[str], bool]:
    """Whether a name is one that this provider sets. A secret's name that only begins like its own is somebody else's."""
    shell, own = _table()["shell"], _table()[provider]

    def is_given(name: str) -> bool:
        if name in shell.names or name in own.names or name in own.own:
            return True
        return name.startswith(own.beginnings) and not is_secret_name(name) if own.beginnings else False

    return is_given
