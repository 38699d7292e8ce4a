"""The floor's tables of data, read once and checked against their shape."""

from typing import TypeVar

import msgspec

from opsworthy.text.data import data_of

Shape = TypeVar("Shape")


def load(name: str, shape: type[Shape]) -> Shape:
    """One TOML file of this folder as a typed value; a table that does not fit its shape is our own bug."""
    return msgspec.convert(data_of("opsworthy.system", name), shape)
