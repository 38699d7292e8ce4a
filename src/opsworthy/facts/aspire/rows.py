"""What the methods of an application host add: the rows of resources.toml."""

from functools import cache
from importlib.resources import files

import msgspec


class Run(msgspec.Struct, frozen=True):
    """A method that adds something that runs; numbers are places among its arguments."""

    methods: tuple[str, ...]
    kind: str
    image: int | None = None
    tag: int | None = None
    folder: int | None = None
    dockerfile: int | None = None
    command: int | None = None
    listens: int | None = None


class Keep(msgspec.Struct, frozen=True):
    """A method that adds something that keeps data, or that a cloud makes."""

    methods: tuple[str, ...]
    kind: str
    engine: str | None = None
    platform: str = "aspire"
    paid: bool = False


class Part(msgspec.Struct, frozen=True):
    """Methods that add a part of what they are called on."""

    methods: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    run: tuple[Run, ...]
    keep: tuple[Keep, ...]
    part: tuple[Part, ...]


@cache
def _table() -> _Table:
    return msgspec.toml.decode(files("opsworthy.facts.aspire").joinpath("resources.toml").read_bytes(), type=_Table)


@cache
def rows() -> dict[str, Run | Keep]:
    listed: tuple[Run | Keep, ...] = (*_table().run, *_table().keep)
    return {method: row for row in listed for method in row.methods}


@cache
def parts() -> frozenset[str]:
    return frozenset(method for row in _table().part for method in row.methods)
