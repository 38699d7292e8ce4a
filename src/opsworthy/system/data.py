"""The floor's tables of data, read once and checked against their shape."""

from importlib.resources import files
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")


def load(name: str, shape: type[Shape]) -> Shape:
    """One TOML file of this folder as a typed value; a table that does not fit its shape is our own bug."""
    return msgspec.toml.decode(files("opsworthy.system").joinpath(name).read_bytes(), type=shape)
