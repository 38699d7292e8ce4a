"""A dataclass that is quickly declared behaves as one of the standard library."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import Any, ClassVar

import pytest

from opsworthy.text.dataclass import dataclass

Declare = Callable[[type[Any]], type[Any]]
OPTIONS = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"slots": True},
    {"frozen": True, "eq": False},
    {"frozen": True, "slots": True, "order": True},
]


class Plain:
    name: str
    sizes: tuple[int, ...] = (1, 2)
    found: dict[str, int] = field(default_factory=dict, repr=False)

    def first(self) -> int:
        return self.sizes[0]


def _both(options: dict[str, bool], declared: type[Any] = Plain) -> tuple[type[Any], type[Any]]:
    return dataclass(**options)(_copied(declared)), dataclasses.dataclass(**options)(_copied(declared))


def _copied(declared: type[Any]) -> type[Any]:
    """Made anew: to declare a class as a dataclass changes it."""
    inside = {name: copy.copy(value) for name, value in vars(declared).items() if name not in ("__dict__", "__weakref__")}
    return type(declared.__name__, declared.__bases__, inside)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
class TestAlike:
    def test_holds_what_it_is_given(self, options: dict[str, bool]) -> None:
        for made in _both(options):
            value = made("a", found={"b": 1})
            assert (value.name, value.sizes, value.found, value.first()) == ("a", (1, 2), {"b": 1}, 1)
            assert made("a").found == {}
            assert made("a").found is not made("a").found

    def test_refuses_other_arguments(self, options: dict[str, bool]) -> None:
        for made in _both(options):
            for wrong in ({}, {"name": "a", "other": 1}):
                with pytest.raises(TypeError):
                    made(**wrong)

    def test_is_shown_and_told_apart_as_usual(self, options: dict[str, bool]) -> None:
        quick, usual = _both(options)
        assert repr(quick("a")).replace(quick.__qualname__, "") == repr(usual("a")).replace(usual.__qualname__, "")
        for made in (quick, usual):
            assert (made("a") == made("a")) is options.get("eq", True)
            assert made("a") != made("b")
            assert made("a") != ("a", (1, 2), {})
        assert (quick.__hash__ is None) is (usual.__hash__ is None)

    def test_is_known_as_a_dataclass(self, options: dict[str, bool]) -> None:
        quick, usual = _both(options)
        made: Any = quick
        assert is_dataclass(quick)
        assert made.__match_args__ == usual.__match_args__
        assert [(each.name, each.repr, each.init) for each in fields(quick)] == [
            (each.name, each.repr, each.init) for each in fields(usual)
        ]
        assert asdict(replace(made("a"), sizes=())) == {"name": "a", "sizes": (), "found": {}}
        assert copy.copy(made("a")).name == "a"
        assert hasattr(quick, "__slots__") is hasattr(usual, "__slots__")

    def test_is_frozen_where_it_is_asked_to_be(self, options: dict[str, bool]) -> None:
        for made in _both(options):
            value = made("a")
            if options.get("frozen"):
                with pytest.raises(FrozenInstanceError):
                    value.name = "b"
                with pytest.raises(FrozenInstanceError):
                    del value.name
            else:
                value.name = "b"
                assert value.name == "b"


@dataclass(frozen=True, slots=True)
class Kept:
    name: str


@dataclass(frozen=True)
class Above:
    name: str
    size: int = 1


@dataclass(frozen=True)
class Below(Above):
    size: int = 2
    more: str = ""


class Further(Below):
    def __init__(self) -> None:
        super().__init__("a")
        object.__setattr__(self, "cached", 1)


@dataclass
class Counted:
    name: str
    known: ClassVar[int] = 3
    twice: str = field(init=False)

    def __post_init__(self) -> None:
        self.twice = self.name * 2


def test_is_packed_and_unpacked() -> None:
    assert pickle.loads(pickle.dumps(Kept("a"))) == Kept("a")
    assert {Kept("a"): 1}[Kept("a")] == 1


def test_stands_above_and_below_others() -> None:
    assert Below("a") == Below("a", 2, "") != Above("a", 2)
    assert (Further().more, Further().__dict__["cached"]) == ("", 1)
    with pytest.raises(FrozenInstanceError):
        Further().name = "b"  # type: ignore[misc]


def test_leaves_what_is_not_plain_to_the_standard_one() -> None:
    assert (Counted("a").twice, Counted.known) == ("aa", 3)


def test_a_wrong_declaration_is_told() -> None:
    with pytest.raises(TypeError, match="non-default argument"):
        dataclass(type("Wrong", (), {"__annotations__": {"a": int, "b": str}, "a": 1}))
    with pytest.raises(ValueError, match="mutable default"):
        dataclass(type("Wrong", (), {"__annotations__": {"a": list[int]}, "a": []}))
