"""Dataclasses that are quickly declared: there are hundreds of them, and the standard library writes out and compiles up to six
methods for each, most of which are never called."""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields
from functools import cache
from reprlib import recursive_repr
from types import CodeType, FunctionType, GenericAlias, UnionType
from typing import Any, TypeVar, dataclass_transform, overload

Made = TypeVar("Made")
_OWN = frozenset(["__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__slots__"])
_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")
_ORDINARY = (type, GenericAlias, UnionType)
_AS_USUAL = ("__dataclass_params__", "__getstate__", "__setstate__", "__replace__")


@overload
def dataclass(made: type[Made], /) -> type[Made]: ...
@overload
def dataclass(
    *, eq: bool = True, order: bool = False, init: bool = True, frozen: bool = False, slots: bool = False
) -> Callable[[type[Made]], type[Made]]: ...
@dataclass_transform(field_specifiers=(field,))
def dataclass(
    made: type[Made] | None = None,
    /,
    *,
    eq: bool = True,
    order: bool = False,
    init: bool = True,
    frozen: bool = False,
    slots: bool = False,
) -> type[Made] | Callable[[type[Made]], type[Made]]:
    """As `dataclasses.dataclass`, at a tenth of its cost: a method is written out when it is first called. Whatever is not plain
    is left to the standard one, which also says what is wrong with a declaration."""

    def declared(made: type[Made]) -> type[Made]:
        known = None if order or not init else _fields_of(made, slots=slots)
        if known is None:
            return dataclasses.dataclass(made, eq=eq, order=order, init=init, frozen=frozen, slots=slots)
        made = _slotted(made, tuple(known)) if slots else _bare(made, known)
        for name, value in _members(made, known, eq=eq, frozen=frozen, slots=slots).items():
            setattr(made, name, value)
        return made

    return declared if made is None else declared(made)


def _fields_of(made: type[Any], *, slots: bool) -> dict[str, Field[Any]] | None:
    """The fields of a plain dataclass, by name; None where it is not plain."""
    if not _OWN.isdisjoint(made.__dict__) or (slots and made.__bases__ != (object,)):
        return None
    known: dict[str, Field[Any]] = {}
    for parent in made.__mro__[-1:0:-1]:
        known.update(getattr(parent, "__dataclass_fields__", {}))
    for name, kind in made.__annotations__.items():
        given = made.__dict__.get(name, MISSING)
        each: Any = given if isinstance(given, Field) else field(default=given)
        plain = each.init and each.compare and each.hash is None and each.kw_only is MISSING
        if not plain or each.default.__class__.__hash__ is None or (type(kind) not in _ORDINARY and _is_special(kind)):
            return None
        each.name, each.type, each.kw_only, each._field_type = name, kind, False, _ordinary()
        known[name] = each
    optional = [each.default is not MISSING or each.default_factory is not MISSING for each in known.values()]
    return known if optional == sorted(optional) else None


def _is_special(kind: object) -> bool:
    return any(word in str(kind) for word in _SPECIAL)


def _slotted(made: type[Made], names: tuple[str, ...]) -> type[Made]:
    """The same class with slots, which have to be there when a class is made."""
    left_out = {*names, "__dict__", "__weakref__"}
    inside = {name: value for name, value in made.__dict__.items() if name not in left_out}
    again: Any = type(made)
    again = again(made.__name__, made.__bases__, {**inside, "__slots__": names})
    again.__qualname__ = made.__qualname__
    return again  # type: ignore[no-any-return]


def _bare(made: type[Made], known: dict[str, Field[Any]]) -> type[Made]:
    """The same class with the values of its fields' defaults in place of what declares them."""
    for name, each in known.items():
        if isinstance(made.__dict__.get(name), Field):
            if each.default is MISSING:
                delattr(made, name)
            else:
                setattr(made, name, each.default)
    return made


def _members(made: type[Any], known: dict[str, Field[Any]], *, eq: bool, frozen: bool, slots: bool) -> dict[str, Any]:
    names = tuple(known)
    usual = _usual(eq=eq, frozen=frozen, slots=slots).__dict__
    members = {name: usual[name] for name in _AS_USUAL if name in usual}
    members |= {"__dataclass_fields__": known, "__repr__": _repr}
    members["__init__"] = _at_first(made, "__init__", lambda: _init(made, known, frozen=frozen))
    if "__match_args__" not in made.__dict__:
        members["__match_args__"] = names
    if eq:
        members["__eq__"] = _at_first(made, "__eq__", lambda: _equal(names))
        members["__hash__"] = _at_first(made, "__hash__", lambda: _hash(names)) if frozen else None
    if frozen:
        members |= {"__setattr__": _refusing(made, names, "assign to"), "__delattr__": _refusing(made, names, "delete")}
    return members


@cache
def _usual(*, eq: bool, frozen: bool, slots: bool) -> type[Any]:
    """A dataclass as the standard library makes it, for what does not differ from one to another."""
    return dataclasses.make_dataclass("Usual", ["only"], eq=eq, frozen=frozen, slots=slots)


@cache
def _ordinary() -> Any:
    """How the standard library marks a field that is neither a class's nor an initial value."""
    return _usual(eq=False, frozen=False, slots=False).__dict__["__dataclass_fields__"]["only"]._field_type


def _at_first(made: type[Any], name: str, write: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
    """Stands for a method until it is first called, and is then replaced by it."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        written = write()
        written.__qualname__ = f"{made.__qualname__}.{name}"
        setattr(made, name, written)
        return written(self, *given, **named)

    return first


def _init(made: type[Any], known: dict[str, Field[Any]], *, frozen: bool) -> Callable[..., None]:
    """The `__init__` of a class. That of a frozen one fills its slots directly; the usual one looks each of them up by name."""
    inside: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    wanted, lines, defaults = ["self"], [], []
    for at, each in enumerate(known.values()):
        wanted.append(f"_{at}")
        value = f"_{at}"
        if each.default_factory is not MISSING:
            inside[f"_make_{at}"] = each.default_factory
            defaults.append(MISSING)
            value = f"_make_{at}() if _{at} is _missing else _{at}"
        elif each.default is not MISSING:
            defaults.append(each.default)
        lines.append(_filling(made, at, each.name, value, inside, frozen=frozen))
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    written = _compiled("__init__", f"({', '.join(wanted)}): {'; '.join(lines) or 'pass'}", tuple(known), inside, tuple(defaults))
    written.__annotations__ = {name: each.type for name, each in known.items()} | {"return": None}
    return written


def _compiled(
    name: str, text: str, fields: tuple[str, ...], inside: dict[str, Any], defaults: tuple[object, ...] = ()
) -> Callable[..., Any]:
    """A function whose text calls the fields `_0`, `_1` and so on: most classes differ in nothing but their names, and to put
    these in costs a tenth of compiling."""
    code = _code(name, text)
    named = {f"_{at}": each for at, each in enumerate(fields)}
    code = code.replace(
        co_varnames=tuple(named.get(each, each) for each in code.co_varnames),
        co_names=tuple(named.get(each, each) for each in code.co_names),
    )
    return FunctionType(code, inside, name, defaults)


@cache
def _code(name: str, text: str) -> CodeType:
    inside: dict[str, Any] = {}
    exec(f"def {name}{text}", inside)  # noqa: S102 - numbers and words of our own, as dataclasses do it with names
    code: CodeType = inside[name].__code__
    return code


def _filling(made: type[Any], at: int, name: str, value: str, inside: dict[str, Any], *, frozen: bool) -> str:
    if not frozen:
        return f"self._{at} = {value}"
    if "__slots__" not in made.__dict__:
        inside[f"_name_{at}"] = name
        return f"_set(self, _name_{at}, {value})"
    inside[f"_fill_{at}"] = made.__dict__[name].__set__
    return f"_fill_{at}(self, {value})"


@recursive_repr("...")
def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _equal(names: tuple[str, ...]) -> Callable[..., Any]:
    ours, theirs = (f"({''.join(f'{whose}._{at},' for at in range(len(names)))})" for whose in ("self", "other"))
    same = f"return {ours} == {theirs} if other.__class__ is self.__class__ else NotImplemented"
    return _compiled("__eq__", f"(self, other): {same}", names, {})


def _hash(names: tuple[str, ...]) -> Callable[..., Any]:
    told = "".join(f"self._{at}," for at in range(len(names)))
    return _compiled("__hash__", f"(self): return hash(({told}))", names, {})


def _refusing(made: type[Any], names: tuple[str, ...], what: str) -> Callable[..., None]:
    """What a frozen value answers to a change. A class below it may have more to set than the fields."""

    def refuse(self: Any, name: str, *value: Any) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot {what} field {name!r}")
        if value:
            super(made, self).__setattr__(name, *value)
        else:
            super(made, self).__delattr__(name)

    return refuse
