"""Money in words: what is read from each text, and what is not money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.amounts import currency_of, find, is_amount, is_total, period_of, unit_of


def _read(text: str) -> list[str]:
    told = []
    for money in find(text):
        span = f"{money.low}" if money.low == money.high else f"{money.low}..{money.high}"
        unit, period = f" each {money.unit}" if money.unit else "", f" per {money.period}" if money.period else ""
        told.append(f"{span} {money.currency}{unit}{period}")
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$745-875/month", "745..875 USD per month"),
        ("$15–$25/month", "15..25 USD per month"),
        ("between $75 and $90 a month", "75..90 USD per month"),
        ("USD 1,200 per month", "1200 USD per month"),
        ("50 USD/mo", "50 USD per month"),
        ("5 to 10 USD per month", "5..10 USD per month"),
        ("€5", "5 EUR"),
        ("€1.200,50", "1200.50 EUR"),
        ("5,50 €", "5.50 EUR"),
        ("£20 yearly", "20 GBP per year"),
        ("US$ 12", "12 USD"),
        ("~$20", "20 USD"),
        ("$1.2k/month", "1200 USD per month"),
        ("$10k–15k per year", "10000..15000 USD per year"),
        ("$0.10 per GB", "0.10 USD each GB"),
        ("$0.02/GB/month", "0.02 USD each GB per month"),
        ("$0.10/cluster-hour", "0.10 USD each cluster per hour"),
        ("$0.01 per 200MB", "0.01 USD each 200MB"),
        ("$12.50 per 1,000 requests", "12.50 USD each 1,000 requests"),
        ("$20 per user per month", "20 USD each user per month"),
        ("$5/month per node", "5 USD each node per month"),
        ("$1.50-2.50/hr", "1.50..2.50 USD per hour"),
        ("10 dollars", "10 USD"),
        ("$90-20", "90 USD"),
    ],
)
def test_reads_an_amount(text: str, expected: str) -> None:
    assert _read(text) == [expected]


@pytest.mark.parametrize("text", ["75%", "$75%", "5 replicas", "$HOME", "version 1.2.3", "100m CPU", "US-East-1", "", "$"])
def test_reads_no_amount(text: str) -> None:
    assert _read(text) == []


def test_reads_several_in_order() -> None:
    assert _read("$5/month for one, €10 for two; $0.5 per GB") == ["5 USD per month", "10 EUR", "0.5 USD each GB"]


def test_tells_totals_units_and_periods_from_labels() -> None:
    assert [is_total(label) for label in ("Total infrastructure", "Subtotal", "Totally new", "Compute")] == [
        True,
        True,
        False,
        False,
    ]
    assert [unit_of(label) for label in ("cost per request", "cost per month", "compute")] == ["request", "", ""]
    titles = ("Monthly cost", "Cost (USD/month)", "Annual cost", "Retention (days)", "Cost")
    assert [period_of(title) for title in titles] == ["month", "month", "year", None, None]
    assert [currency_of(title) for title in ("Cost (EUR)", "Price $", "Cost")] == ["EUR", "USD", None]


def test_a_code_span_may_be_an_amount_but_not_an_argument() -> None:
    assert [is_amount(text) for text in ("$250", "~$20/month", "$1", "$250 limit", "$HOME")] == [True, True, False, False, False]


_DIGITS = st.integers(min_value=0, max_value=10**9)


@given(_DIGITS, st.integers(min_value=0, max_value=99))
def test_grouped_digits_say_the_same_number(whole: int, cents: int) -> None:
    english = next(find(f"${whole:,}.{cents:02d}/month"))
    german = next(find(f"€{whole:,}".replace(",", ".") + f",{cents:02d}"))
    assert english.low == german.low == Decimal(whole) + Decimal(cents) / 100


@given(_DIGITS, _DIGITS)
def test_a_range_never_ends_before_it_begins(low: int, high: int) -> None:
    money = next(find(f"${low}-{high}"))
    assert money.low == low
    assert money.high == max(low, high)


@given(st.text(alphabet="0123456789.,$€USDkKm/per month-–~ \n", max_size=80))
def test_any_text_gives_amounts_inside_it(text: str) -> None:
    for money in find(text):
        assert 0 <= money.start < money.end <= len(text)
        assert money.low <= money.high
