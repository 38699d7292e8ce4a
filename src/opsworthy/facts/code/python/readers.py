"""The library calls that read environment variables in Python, from `marks/python_environment.toml`."""

from functools import cache

from opsworthy.facts.code.environment import Wrapper
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """How a library call reads; `variable` is what it reads when it is given no name."""

    wrapper: Wrapper
    variable: str | None = None


@cache
def readers() -> dict[str, Reader]:
    """Every known call by its dotted name."""
    found: dict[str, Reader] = {}
    for row in data_of("opsworthy.facts", "marks", "python_environment.toml")["reader"]:
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
