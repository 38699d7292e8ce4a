"""From bytes to text, or to the reason why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.repository.decoding import LARGEST, decode
from opsworthy.text.source import LeftOut, Problem, Source


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
        ("grün".encode(), "grün"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        ("a: ü\n".encode("utf-16"), "a: ü\n"),
        (b"\xfe\xff" + "a: ü\n".encode("utf-16-be"), "a: ü\n"),
        (b"\x1b[1mcolour\x1b[0m", "\x1b[1mcolour\x1b[0m"),
    ],
)
def test_text_stays_as_it_is(content: bytes, text: str) -> None:
    assert decode("x.yaml", content) == Source("x.yaml", text)


def test_the_first_wrong_byte_is_named_by_its_line() -> None:
    told = decode("x.yaml", b"name: a\nowner: Andr\xe9\n")
    assert isinstance(told, Problem)
    assert (str(told.location), told.message, told.advice) == ("x.yaml:2", "not UTF-8 text", "save the file as UTF-8")


def test_half_a_wide_character_is_a_problem() -> None:
    assert isinstance(decode("x.yaml", b"\xff\xfea"), Problem)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF\x02\x01\x01\0\0", "binary"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "binary"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", "Git LFS pointer"),
        (b"a" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_text_is_left_out(content: bytes, reason: str) -> None:
    assert decode("x.bin", content) == LeftOut("x.bin", reason)


def test_the_largest_text_is_still_read() -> None:
    assert isinstance(decode("x.txt", b"a" * LARGEST), Source)


@given(st.binary(max_size=200))
def test_any_bytes_end_somewhere(content: bytes) -> None:
    told = decode("x.yaml", content)
    if isinstance(told, Source):
        told.text.encode("utf-8", "strict")


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    told = decode("x.yaml", b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass"))
    assert isinstance(told, LeftOut | Problem) or told.text == text
