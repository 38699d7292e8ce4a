"""Every estimator has its cases in tests/estimators/<name>/<case>/: `repo/` is surveyed, `expected.txt` lists the lines.

A line reads `environment | component | low | likely | high | state`, with `-` for what is not there; a comment shows the sum.
The expected amounts are worked out by hand from the prices of pricing/catalogue/prices.csv.
"""

import tomllib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.app.workspace import survey
from opsworthy.pricing.catalogue.prices import catalogue
from opsworthy.pricing.estimate import Line, total_of
from opsworthy.pricing.estimating import all_estimators
from opsworthy.pricing.lines import priced
from opsworthy.pricing.money import cents
from opsworthy.system.questions import table

FOLDER = Path(__file__).parent / "estimators"
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_dir())
ESTIMATORS = {each.name: each for each in all_estimators()}


def _row(line: Line) -> str:
    amounts = ["-" if each is None else f"{each}" for each in (line.low, line.likely, line.high)]
    return " | ".join((line.environment or "-", line.component, *amounts, line.state))


def test_every_estimator_has_cases_and_every_case_an_estimator() -> None:
    assert {path.parent.name for path in CASES} == ESTIMATORS.keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_estimator(path: Path) -> None:
    expected = [
        line for line in (path / "expected.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    lines = list(ESTIMATORS[path.parent.name].lines(survey(path / "repo").system, catalogue()))
    assert sorted(_row(line) for line in lines) == sorted(expected)
    assert all(line.locations or line.environment is None for line in lines)
    assert all(line.source for line in lines if line.low is not None)


def test_asks_for_the_usage_of_what_it_can_meter() -> None:
    meters = tomllib.loads((files("opsworthy.pricing.catalogue") / "meters.toml").read_text("utf-8"))
    assert set(table().metered) == {name for name, meter in meters.items() if "unit_price" in meter}


AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=5)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), max_size=30))
def test_totals_add_up_to_the_cent(amounts: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    price = next(iter(catalogue().values()))
    lines = [priced("c", "s", None, "compute", price, Decimal(1), each, "because", ()) for each in amounts]
    total = total_of(lines)
    assert total.likely == sum((cents(likely) for _, likely, _ in amounts), Decimal(0))
    assert total.complete


def test_what_has_no_price_is_not_zero_and_makes_a_total_incomplete() -> None:
    lines = list(ESTIMATORS["third_parties"].lines(survey(FOLDER / "third_parties/unknown-usage/repo").system, catalogue()))
    assert lines
    assert all(line.low is None for line in lines)
    assert not total_of(lines).complete
