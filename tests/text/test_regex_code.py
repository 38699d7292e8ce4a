"""A pattern that is made of kept code is the one that `re` makes, for every pattern of ours; what is no code makes none."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import opsworthy
from opsworthy.text import regex_code
from opsworthy.text.regex import _Compiled

MODULES = sorted(info.name for info in walk_packages([str(Path(opsworthy.__file__).parent)], "opsworthy."))
PATTERNS: list[tuple[Any, int]] = [
    ("", 0),
    (r"(?P<a>x)(y)?(?P<b>z)", 0),
    (r"(?i:É)|[À-ž]+", re.IGNORECASE),
    (rb"\bx\b", re.MULTILINE),
    ("(?x) a b # c", re.DOTALL),
    ("[^\x09\x0a\U00010000-\U0010ffff]", 0),
    (r"(?>a+)b*+(?<!c)(?(1)d|e)()", 0),
]

needs_code = pytest.mark.skipif(not regex_code.dialect(), reason="this Python keeps no code")


def _again(pattern: str | bytes, flags: int) -> re.Pattern[str] | None:
    told = regex_code.written(pattern, flags)
    return regex_code.read(pattern, told) if told else None


@needs_code
@pytest.mark.parametrize(("pattern", "flags"), PATTERNS[:-1])
def test_is_the_pattern_that_re_makes(pattern: Any, flags: int) -> None:
    once, again = re.compile(pattern, flags), _again(pattern, flags)
    assert again == once  # Patterns are equal where their code is.
    assert again is not None
    assert (again.flags, again.groups, dict(again.groupindex)) == (once.flags, once.groups, dict(once.groupindex))


@needs_code
def test_every_pattern_of_ours_is_the_one_that_re_makes() -> None:
    every = {each for name in MODULES if name != "opsworthy.__main__" for each in _patterns(vars(import_module(name)).values())}
    assert len(every) > 1000
    assert [each for each in sorted(every, key=repr) if _again(*each) != re.compile(*each)] == []


def _patterns(values: object) -> Iterator[tuple[Any, int]]:
    """The patterns that stand in a module, also in its lists and tables."""
    for value in values:  # type: ignore[attr-defined]
        if isinstance(value, _Compiled):
            yield value.pattern, int(value._asked)
        elif isinstance(value, dict):
            yield from _patterns(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            yield from _patterns(value)


def test_a_wrong_pattern_is_told_as_by_re() -> None:
    if regex_code.dialect():
        with pytest.raises(re.error):
            regex_code.written("(", 0)


@needs_code
@pytest.mark.parametrize(
    "told",
    [
        (32, 0, {}, b""),
        (32, 0, {}, b"abc"),
        (32, 0, {}, b"\xff" * 40),
        (32, -1, {}, b"\1\0\0\0"),
        (32, 1 << 40, {}, b"\1\0\0\0"),
        (32, 1, {"a": 2}, b"\1\0\0\0"),
        (1 << 40, 0, {}, b"\1\0\0\0"),
    ],
)
def test_what_is_no_code_makes_no_pattern(told: regex_code.Written) -> None:
    assert regex_code.read("a", told) is None


class TestAnotherPython:
    @pytest.fixture(autouse=True)
    def anew(self) -> Iterator[None]:
        regex_code._inside.cache_clear()
        regex_code.dialect.cache_clear()
        yield
        regex_code._inside.cache_clear()
        regex_code.dialect.cache_clear()

    @pytest.mark.parametrize("missing", ["_sre", "re._parser", "re._compiler"])
    def test_has_no_such_module(self, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def found(name: str) -> object:
            if name == missing:
                raise ImportError(name)
            return import_module(name)

        monkeypatch.setattr(regex_code, "import_module", found)
        assert (regex_code.dialect(), regex_code.written("a", 0), regex_code.read("a", (32, 0, {}, b""))) == ("", None, None)

    def test_has_modules_that_are_made_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(regex_code, "import_module", lambda name: object())
        assert regex_code.dialect() == ""

    def test_is_no_cpython(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Other:
            name = "pypy"

        monkeypatch.setattr(sys, "implementation", Other())
        assert (regex_code.dialect(), regex_code.written("a", 0)) == ("", None)
