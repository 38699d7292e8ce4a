"""Variables in texts, as Compose and Dockerfiles write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.healthchecks import seconds
from opsworthy.facts.interpolation import expand
from opsworthy.facts.ports import numbers

KNOWN = {"SET": "value", "EMPTY": "", "PORT": "8080"}


@pytest.mark.parametrize(
    ("text", "expanded", "missing"),
    [
        ("plain", "plain", ()),
        ("$SET/${SET}", "value/value", ()),
        ("${PORT}:80", "8080:80", ()),
        ("$$SET and $$$SET", "$SET and $value", ()),
        ("${UNSET:-default}", "default", ()),
        ("${UNSET-default}", "default", ()),
        ("${EMPTY:-default}", "default", ()),
        ("${EMPTY-default}", "", ()),
        ("${UNSET:-${SET}}", "value", ()),
        ("${UNSET:-${OTHER:-deep}}!", "deep!", ()),
        ("${SET:+instead}", "instead", ()),
        ("${EMPTY:+instead}", "", ()),
        ("${UNSET+instead}", "", ()),
        ("${SET:?must be set}", "value", ()),
        ("${UNSET:?must be set}", "${UNSET}", ("UNSET",)),
        ("$UNSET-$UNSET", "${UNSET}-${UNSET}", ("UNSET",)),
        ("${unclosed", "${unclosed", ()),
        ("costs 5$", "costs 5$", ()),
        ("${}", "${}", ()),
    ],
)
def test_expansion(text: str, expanded: str, missing: tuple[str, ...]) -> None:
    found = expand(text, KNOWN)
    assert (found.text, found.missing) == (expanded, missing)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("$A", "A"), ("${A}", "A"), ("${A:-${B}}", "A"), ("${A}${B}", None), ("x$A", None), ("$A-b", None), ("text", None)],
)
def test_a_text_that_is_one_variable_names_it(text: str, whole: str | None) -> None:
    assert expand(text, {}).whole == whole


def test_a_hidden_variable_keeps_its_value_and_default_to_itself() -> None:
    found = expand("${PASSWORD:-91ff}@${HOST:-db}", {"PASSWORD": "c0de"}, lambda name: name == "PASSWORD")
    assert found.text == "${PASSWORD}@db"


@given(st.text(alphabet="${}:-+?AB c", max_size=300))
def test_any_text_expands(text: str) -> None:
    assert set(expand(text, {"A": "1"}).missing) <= set(expand(text, {"A": "1"}).names)


def test_deep_nesting_is_bounded() -> None:
    assert "${" in expand("${A:-" * 5000 + "x" + "}" * 5000, {}).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1m30s", 90), ("2500ms", 3), ("1h", 3600), ("0s", 0), ("1.5m", 90), ("90", None), ("soon", None), ("", None)],
)
def test_durations_are_whole_seconds_rounded_up(text: str, expected: int | None) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("80", (80,)),
        ("80-82", (80, 81, 82)),
        ("1-65535", (1, 65535)),
        ("82-80", ()),
        ("0", ()),
        ("65536", ()),
        ("http", ()),
        ("8-", ()),
    ],
)
def test_port_numbers(span: str, expected: tuple[int, ...]) -> None:
    assert numbers(span) == expected
