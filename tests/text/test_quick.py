"""`quick` changes nothing that can be seen of a frozen dataclass."""

import inspect
from dataclasses import FrozenInstanceError, asdict, dataclass, replace

import pytest

from opsworthy.text.quick import quick


@dataclass(frozen=True, slots=True)
class Usual:
    name: str
    sizes: tuple[int, ...] = (1, 2)
    note: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    sizes: tuple[int, ...] = (1, 2)
    note: str | None = None


@pytest.mark.parametrize("given", [{"name": "a"}, {"name": "a", "note": "b"}, {"name": "a", "sizes": (), "note": None}])
def test_holds_what_it_is_given_and_else_the_defaults(given: dict[str, object]) -> None:
    assert asdict(Quick(**given)) == asdict(Usual(**given))  # type: ignore[arg-type]


def test_takes_places_and_names_as_before() -> None:
    assert Quick("a", (3,)) == Quick(name="a", sizes=(3,)) == replace(Quick("a"), sizes=(3,))
    assert hash(Quick("a")) == hash(Quick("a"))
    assert inspect.signature(Quick) == inspect.signature(Usual)


def test_refuses_what_the_usual_one_refuses() -> None:
    for wrong in ({}, {"name": "a", "other": 1}):
        with pytest.raises(TypeError):
            Quick(**wrong)  # type: ignore[arg-type]


def test_stays_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick("a").name = "b"  # type: ignore[misc]
