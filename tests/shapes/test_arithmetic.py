"""Figures that are worked out again: those that fit are silent, and one that was changed is found."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.arithmetic.availability import availabilities
from opsworthy.rules.shapes.arithmetic.calculations import calculations
from opsworthy.rules.shapes.arithmetic.flaw import replacement
from opsworthy.rules.shapes.arithmetic.grid import rows
from opsworthy.rules.shapes.arithmetic.inverted import inverted
from opsworthy.rules.shapes.arithmetic.levels import orders
from opsworthy.rules.shapes.arithmetic.numbers import numbers
from opsworthy.rules.shapes.arithmetic.periods import conversions
from opsworthy.rules.shapes.arithmetic.shares import shares
from opsworthy.rules.shapes.arithmetic.times import times
from opsworthy.rules.shapes.sums import sums
from opsworthy.text.location import Location
from opsworthy.text.source import Source

COUNT = st.integers(min_value=2, max_value=99)
PRICE = st.integers(min_value=2, max_value=500)
EVERY = (availabilities, rows, inverted, orders, conversions, shares, times)


def of(text: str) -> Document:
    return parse(Source("cost-plan.md", f"# Cost plan\n\n## Estimated Costs\n\n{text}\n"), "cost-plan")


def wrong(document: Document) -> list[str]:
    """Every finding of the room on a document."""
    found = [each.wrong for find in EVERY for each in find(document) if each.wrong]
    found += [each.written for each in calculations(document) if each.wrong]
    return found + [each.name for each in sums(document) if each.wrong]


def plan(parts: list[tuple[int, int]], percent: int, *, off: dict[str, int]) -> str:
    """A plan of products, a table, a yearly total and a threshold; `off` is added to one of its figures."""
    costs = [count * price for count, price in parts]
    total = sum(costs)
    lines = [
        f"- Part {at}: {count} hosts × ${price} = ${cost}/month"
        for at, ((count, price), cost) in enumerate(zip(parts, costs, strict=True))
    ]
    lines[0] = f"- Part 0: {parts[0][0]} hosts × ${parts[0][1]} = ${costs[0] + off.get('product', 0)}/month"
    table = ["", "| Component | Monthly cost |", "|---|---|", *(f"| part {at} | ${cost} |" for at, cost in enumerate(costs))]
    table += [
        f"| Total | ${total + off.get('total', 0)} |",
        "",
        f"All of it: ${total}/month (${total * 12 + off.get('year', 0)}/year)",
        "",
    ]
    limit = total * 100
    guard = ["**Limits**:", "", f"- Hard limit: ${limit}/month"]
    guard += [f"- Alert threshold: ${limit * (percent + off.get('share', 0)) // 100}/month ({percent}%)"]
    return "\n".join([*lines, *table, *guard])


@settings(max_examples=60)
@given(st.lists(st.tuples(COUNT, PRICE), min_size=2, max_size=6), st.integers(min_value=10, max_value=99))
def test_a_plan_that_adds_up_is_silent(parts: list[tuple[int, int]], percent: int) -> None:
    assert wrong(of(plan(parts, percent, off={}))) == []


@settings(max_examples=60)
@given(
    st.lists(st.tuples(COUNT, PRICE), min_size=2, max_size=6), st.integers(min_value=10, max_value=60),
    st.sampled_from(["product", "total", "year", "share"]),
)  # fmt: skip
def test_one_figure_that_was_changed_is_found(parts: list[tuple[int, int]], percent: int, kind: str) -> None:
    total = sum(count * price for count, price in parts)
    off = {"product": total // 10 + 20, "total": total // 20 + 5, "year": total + 10, "share": 7}[kind]
    assert len(wrong(of(plan(parts, percent, off={kind: off})))) == 1


@given(st.text(alphabet="0123456789$€%×x*+-–=()/., |~aBkM\n", max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    wrong(of(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("t3.medium and v1.2", []),
        ("$75-90/month", [("75", "90")]),
        ("1M requests", [("1000000", "1000000")]),
        ("$1,200.50", [("1200.50", "1200.50")]),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, told: list[tuple[str, str]]) -> None:
    assert [(each.low, each.high) for each in numbers(text)] == [(Decimal(low), Decimal(high)) for low, high in told]


def test_rates_and_conversions_are_understood() -> None:
    for text in (
        "750,000 tokens × $0.20/1M = $0.15/month", "500MB × $0.021/GB = $0.01", "5K × $3/M = $0.015",
        "16 hours/quarter × $100/hr = $533/month", "($10 + $20) × 3 = $90", "$1,440 / 12 = $120",
    ):  # fmt: skip
        assert [each.wrong for each in calculations(of(text))] == [False], text


def test_a_total_is_put_right_in_its_own_format() -> None:
    line = "**Total Infrastructure**: $745-875/month"
    place = Location("cost-plan.md", 1, 27, 1, 41)
    patch = replacement(line, place, Decimal(745), Decimal(775), safe=True, words="")
    assert patch is not None
    assert patch.edits[0].text == "$745-775/month"
    single = replacement("$1,250", Location("a", 1, 1, 1, 7), Decimal(2300), Decimal(2300), safe=True, words="")
    assert single is not None
    assert single.edits[0].text == "$2,300"


def test_what_lies_between_cents_is_not_put_right() -> None:
    assert replacement("$12", Location("a", 1, 1, 1, 4), Decimal("12.50"), Decimal("12.50"), safe=True, words="") is None
