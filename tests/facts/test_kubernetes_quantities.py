"""Quantities as Kubernetes documents them: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.kubernetes.quantities import quantity, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("250m", "0.25"),
        ("1", "1"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("2.", "2"),
        ("100u", "0.0001"),
        ("128974848", "128974848"),
        ("129e6", "129000000"),
        ("129M", "129000000"),
        ("123Mi", "128974848"),
        ("1Ki", "1024"),
        ("1k", "1000"),
        ("1Ei", "1152921504606846976"),
        ("0", "0"),
    ],
)
def test_a_quantity_is_its_number(text: str, number: str) -> None:
    assert quantity(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "m", "1 Gi", "1GiB", "1K", "-1", "one", "${MEMORY}", "1e999", "٣", "1..2", "9" * 40])
def test_what_is_no_quantity_has_no_number(text: str) -> None:
    assert quantity(text) is None
    assert whole(text) is None


def test_bytes_are_rounded_up() -> None:
    assert whole("1500m") == 2
    assert whole("0.5Gi") == 536870912


@given(st.integers(min_value=0, max_value=10**15))
def test_binary_and_decimal_suffixes_multiply(number: int) -> None:
    assert whole(f"{number}Ki") == number * 1024
    assert quantity(f"{number}m") == Decimal(number) / 1000


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    found = quantity(text)
    assert found is None or found >= 0
