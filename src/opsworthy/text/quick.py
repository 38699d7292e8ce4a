"""Makes frozen dataclasses faster: a document is made of thousands of them."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def quick(made: type[Made]) -> type[Made]:
    """Gives a frozen slotted dataclass, whose defaults are values, an `__init__` that does the same in half of the time: it
    fills the slots directly, where the usual one looks each of them up by name."""
    known: dict[str, Any] = {}
    wanted: list[str] = []
    for each in fields(made):  # type: ignore[arg-type]
        known[f"_fill_{each.name}"] = made.__dict__[each.name].__set__
        known[f"_default_{each.name}"] = each.default
        wanted.append(each.name if each.default is MISSING else f"{each.name}=_default_{each.name}")
    filled = "; ".join(f"_fill_{each.name}(self, {each.name})" for each in fields(made))  # type: ignore[arg-type]
    exec(f"def __init__(self, {', '.join(wanted)}): {filled}", known)  # noqa: S102 - names of our own fields, as dataclasses do it
    known["__init__"].__annotations__ = made.__init__.__annotations__
    known["__init__"].__qualname__ = made.__init__.__qualname__
    made.__init__ = known["__init__"]  # type: ignore[method-assign]
    return made
