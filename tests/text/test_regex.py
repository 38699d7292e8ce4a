"""A pattern that is compiled when it is first used behaves as one that is compiled at once."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import opsworthy
from opsworthy.text.regex import _Compiled, regex


def test_compiles_when_first_looked_at() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_behaves_as_a_pattern() -> None:
    for flags in (0, re.IGNORECASE):
        later, once = regex(r"(?P<word>b)\w?", flags), re.compile(r"(?P<word>b)\w?", flags)
        text = "abbc Bb b"
        assert [each.span() for each in later.finditer(text)] == [each.span() for each in once.finditer(text)]
        assert later.sub("-", text, count=1) == once.sub("-", text, count=1)
        assert later.split(text) == once.split(text)
        assert later.findall(text) == once.findall(text)
        assert (later.pattern, later.flags, later.groups) == (once.pattern, once.flags, once.groups)
        assert later.fullmatch("bb")
        assert later.match("bx", 0)
        assert not later.match("xb")
    assert regex(rb"b").search(b"ab")


def test_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        regex("a").serach  # type: ignore[attr-defined] # noqa: B018


@pytest.mark.parametrize(
    "name", sorted(info.name for info in walk_packages([str(Path(opsworthy.__file__).parent)], "opsworthy."))
)
def test_every_pattern_of_a_module_can_be_compiled(name: str) -> None:
    if name == "opsworthy.__main__":
        return
    for value in _patterns(list(vars(import_module(name)).values())):
        assert value.groups >= 0


def _patterns(values: list[object]) -> list[re.Pattern[str]]:
    """The patterns that stand in a module, also in its lists and tables."""
    inner = [
        each
        for value in values
        if isinstance(value, dict | list | tuple | set | frozenset)
        for each in (value.values() if isinstance(value, dict) else value)
    ]
    found = [value for value in values if isinstance(value, _Compiled)]
    return found + (_patterns(inner) if inner else [])  # type: ignore[return-value]
