"""Makes frozen dataclasses faster: a document is made of thousands of them."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def quick(made: type[Made]) -> type[Made]:
    """Gives a frozen dataclass, whose defaults are values, an `__init__` that does the same in half of the time: it fills the
    slots directly, or all fields at once where there are none; the usual one looks each of them up by name."""
    known: dict[str, Any] = {}
    wanted: list[str] = []
    for each in fields(made):  # type: ignore[arg-type]
        known[f"_default_{each.name}"] = each.default
        wanted.append(each.name if each.default is MISSING else f"{each.name}=_default_{each.name}")
    names = [each.name for each in fields(made)]  # type: ignore[arg-type]
    if "__slots__" in made.__dict__:
        known.update({f"_fill_{name}": made.__dict__[name].__set__ for name in names})
        filled = "; ".join(f"_fill_{name}(self, {name})" for name in names)
    else:
        filled = f"self.__dict__.update({', '.join(f'{name}={name}' for name in names)})"
    exec(f"def __init__(self, {', '.join(wanted)}): {filled}", known)  # noqa: S102 - names of our own fields, as dataclasses do it
    known["__init__"].__annotations__ = made.__init__.__annotations__
    known["__init__"].__qualname__ = made.__init__.__qualname__
    made.__init__ = known["__init__"]  # type: ignore[method-assign]
    return made
