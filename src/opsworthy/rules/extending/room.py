"""Finds the mechanisms by their files. Nobody keeps a list."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import opsworthy.rules.extending.mechanisms as folder
from opsworthy.rules.extending.mechanism import Mechanism


class BadMechanism(Exception):
    """A mechanism that is badly declared; the message names its file. A bug of ours, found at load."""


@cache
def all_mechanisms() -> dict[str, Mechanism]:
    """Every mechanism by its name. Raises BadMechanism."""
    found = {}
    for info in iter_modules(folder.__path__):
        mechanism = getattr(import_module(f"{folder.__name__}.{info.name}"), "MECHANISM", None)
        if not isinstance(mechanism, Mechanism) or mechanism.name != info.name.replace("_", "-"):
            raise BadMechanism(f"rules/extending/mechanisms/{info.name}.py: there is no MECHANISM of its name in it")
        found[mechanism.name] = mechanism
    return found
