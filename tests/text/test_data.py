"""Every table of data of the program, read quickly and read by tomllib, and texts that are not plain."""

import tomllib
from pathlib import Path

import pytest

from opsworthy.text.data import data_in, data_of

SOURCE = Path(__file__).parents[2] / "src" / "opsworthy"
TABLES = sorted(SOURCE.rglob("*.toml"))


@pytest.mark.parametrize("place", TABLES, ids=lambda place: place.relative_to(SOURCE).as_posix())
def test_reads_each_table_as_tomllib_does(place: Path) -> None:
    text = place.read_text("utf-8")
    assert _in_order(data_in(text)) == _in_order(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        'a = 1\nb = """\ntwo\nlines"""\n',
        "a.b = 1\n",
        "[a]\nb = 1_000\nc = 2026-01-31\nd = 0x10\n",
        'a = [\n  "]",\n  "#", # not a comment in it\n  [1, 2],\n]\nb = 2\n',
        'a = { b = \'c = "d"\', "e f" = [1, 2,] } # told\n',
        'a = "b" # "c"\n',
        "a = ['[', ']']\n",
        'a = [\n  "b",\n  "c"]\nd = 1\n',
        "[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n",
        '["a.b".c]\nd = 1\n',
        'a = "\\U0001F600 \\t"\n',
        "a = 1\r\nb = 2\r\n",
        "  a = 1\n",
        "",
    ],
)
def test_leaves_what_is_not_plain_to_tomllib(text: str) -> None:
    assert _in_order(data_in(text)) == _in_order(tomllib.loads(text))


@pytest.mark.parametrize("text", ["a\n", "a = \n", "a = [\n", "[a\n", "a = 'b\n", "a = {\n"])
def test_refuses_what_is_no_toml(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        data_in(text)


def test_names_what_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        data_of("opsworthy.text", "nothing.toml")


def _in_order(value: object) -> object:
    """The same with the order of the keys and the types of the values told."""
    if isinstance(value, dict):
        return [(key, _in_order(inner)) for key, inner in value.items()]
    return [_in_order(inner) for inner in value] if isinstance(value, list) else (type(value), value)
