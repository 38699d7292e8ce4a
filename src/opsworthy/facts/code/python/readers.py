"""The library calls that read environment variables in Python, from `marks/python_environment.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from opsworthy.facts.code.environment import Wrapper


@dataclass(frozen=True, slots=True)
class Reader:
    """How a library call reads; `variable` is what it reads when it is given no name."""

    wrapper: Wrapper
    variable: str | None = None


@cache
def readers() -> dict[str, Reader]:
    """Every known call by its dotted name."""
    found: dict[str, Reader] = {}
    for row in tomllib.loads(files("opsworthy.facts").joinpath("marks", "python_environment.toml").read_text("utf-8"))["reader"]:
        found[row["call"]] = _reader(row, row.get("default"))
        for method in row.get("methods", ()):
            found[f"{row['call']}.{method}"] = _reader(row, row.get("method_default"))
    return found


def _reader(row: dict[str, object], position: object) -> Reader:
    keyword, variable = row.get("keyword", "name"), row.get("variable")
    wrapper = Wrapper(
        key=0,
        key_name=str(keyword),
        default=position if isinstance(position, int) else None,
        default_name="default",
        required=row.get("required") is True,
    )
    return Reader(wrapper, variable if isinstance(variable, str) else None)
