"""Finds the formats by their files and imports only the one that is asked for. Nobody keeps a list."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import opsworthy.reports.formats as room
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report


class BadFormat(Exception):
    """A format that is badly declared; the message names its file. A bug of ours, found at load."""


@cache
def names() -> tuple[str, ...]:
    """The names of the formats, by alphabet; none is imported for it."""
    return tuple(sorted(info.name.replace("_", "-") for info in iter_modules(room.__path__) if not info.ispkg))


@cache
def find_format(name: str) -> Format:
    """One format. Raises KeyError where there is none of that name, BadFormat for one that is badly declared."""
    if name not in names():
        raise KeyError(name)
    module = name.replace("-", "_")
    found = getattr(import_module(f"{room.__name__}.{module}"), "FORMAT", None)
    if not isinstance(found, Format):
        raise BadFormat(f"reports/formats/{module}.py: there is no FORMAT = Format(…) in it")
    if found.name != name or not found.suffix.startswith(".") or not found.about.endswith("."):
        raise BadFormat(f"reports/formats/{module}.py: its name is its file's, its suffix begins and its about ends with a stop")
    return found


def all_formats() -> tuple[Format, ...]:
    """Every format, by name."""
    return tuple(find_format(name) for name in names())


def render(name: str, report: Report) -> str:
    """A check in the format of this name. Raises KeyError where there is none."""
    return find_format(name).render(report)
