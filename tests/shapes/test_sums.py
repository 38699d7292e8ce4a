"""Totals and their parts, for numbers of any size."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.arithmetic.compared import Sum
from opsworthy.rules.shapes.sums import sums
from opsworthy.text.source import Source

MONEY = st.integers(min_value=2, max_value=99_999)


def of(text: str) -> tuple[Sum, ...]:
    return sums(parse(Source("cost-plan.md", f"# Cost plan\n\n## Estimated Costs\n\n{text}\n"), "cost-plan"))


def table(parts: list[int], total: int) -> str:
    rows = [f"| part {chr(97 + at)} | {part} |" for at, part in enumerate(parts)]
    return "\n".join(["| Component | USD/month |", "|---|---|", *rows, f"| Total | {total} |"])


def listed(parts: list[int], total: int) -> str:
    return "\n".join(
        [*(f"- Part {chr(97 + at)}: ${part}/month" for at, part in enumerate(parts)), f"- **Total**: ${total}/month"]
    )


@given(st.lists(MONEY, min_size=2, max_size=6))
def test_a_true_total_holds(parts: list[int]) -> None:
    for text in (table(parts, sum(parts)), listed(parts, sum(parts))):
        assert [each.wrong for each in of(text)] == [False]


@given(st.lists(MONEY, min_size=2, max_size=6), st.integers(min_value=2, max_value=50))
def test_a_total_that_is_off_by_more_than_rounding_is_wrong(parts: list[int], percent: int) -> None:
    off = sum(parts) + max(2, sum(parts) * percent // 100) + 2
    for text in (table(parts, off), listed(parts, off)):
        assert [each.wrong for each in of(text)] == [True]


@given(st.lists(MONEY, min_size=2, max_size=6), st.decimals(min_value=Decimal("-0.99"), max_value=Decimal("0.99"), places=2))
def test_rounding_is_forgiven(parts: list[int], cents: Decimal) -> None:
    rows = "\n".join(f"| part {chr(97 + at)} | {part} |" for at, part in enumerate(parts))
    text = f"| Component | USD/month |\n|---|---|\n{rows}\n| Total | {sum(parts) + cents} |"
    assert [each.wrong for each in of(text)] == [False]


def test_ends_of_ranges_are_added_apart() -> None:
    (told,) = of("| C | USD/month |\n|---|---|\n| a | 10–20 |\n| b | 5 |\n| Total | 15–30 |")
    assert (told.wrong, told.stated, told.parts) == (True, "15–30 USD a month", "15–25 USD a month")


def test_what_has_no_price_makes_a_total_uncheckable() -> None:
    assert not of("| C | USD/month |\n|---|---|\n| a | 10 |\n| b | 20 |\n| c | depends on use |\n| Total | 90 |")


def test_savings_are_not_added() -> None:
    assert not of("| C | Saves (USD/month) |\n|---|---|\n| a | 10 |\n| b | 20 |\n| Total | 90 |")


def test_an_amount_that_must_be_reckoned_makes_a_list_uncheckable() -> None:
    assert not of("- Nodes: $10/month × 3\n- Database: $20/month\n- **Total**: $50/month or more")
    assert not of("- Nodes: $10/month × 3\n- Database: $20/month\n- **Total**: $90/month")
