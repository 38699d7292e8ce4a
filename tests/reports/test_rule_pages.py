"""Pages and excerpts of rules, made from their cases."""

from datetime import date
from pathlib import Path

import pytest

from opsworthy.app.checking.settings import settings_in
from opsworthy.reports.rule_cases import cases_of
from opsworthy.reports.rule_excerpts import cut, excerpts_of
from opsworthy.reports.rule_help import help_uri, waiver_configured
from opsworthy.reports.rule_pages import rule_pages
from opsworthy.reports.rules_text import explain_lines
from opsworthy.rules.bar import clauses
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.rule import Rule
from opsworthy.text.source import Source
from report_samples import rule

CASES = Path(__file__).parents[1] / "rules"
PAGES = rule_pages(all_rules(), CASES)


@pytest.mark.parametrize("each", all_rules(), ids=lambda each: each.name)
def test_a_page_says_everything(each: Rule) -> None:
    page = PAGES[f"{each.name}.md"]
    parts = ("## Why", "## How to mend it", "## Which clauses of the bar it serves", "It is owed by")
    assert [part for part in parts if part not in page] == []
    assert all(f"- {clause}: " in page for clause in each.clauses)
    assert ("opsworthy: allow" in page and "[[check.waivers]]" in page) or each.needs == "waivers"
    assert page.count("\n```") % 2 == 0 or "````" in page


def test_an_explanation_shows_a_broken_and_a_good_excerpt() -> None:
    told = [line.text for line in explain_lines(rule("rollback-untimed"), clauses())]
    assert "> | ## Rollback" in told
    assert told.index("broken") < told.index("holds")
    assert all(len(line) <= 110 for line in told if not line.startswith(("  RB", "  D", "  |"))), told


def test_excerpts_are_short() -> None:
    for each in all_rules():
        found = excerpts_of(each)
        assert max(found.bad.count("\n"), found.good.count("\n")) < 14, each.name
        assert found.line <= found.bad.count("\n") + 1


def test_the_marked_line_of_a_long_case_stays(tmp_path: Path) -> None:
    lines = [f"line {at}" for at in range(40)]
    lines[30] = "here <!-- expect: rollback-untimed -->"
    (tmp_path / "bad-long.md").write_text("\n".join(lines))
    made = cut(rule("rollback-untimed"), cases_of(tmp_path))
    assert made.bad.split("\n")[made.line - 1] == "here"
    assert made.bad.startswith("…\n")
    assert made.bad.endswith("\n…")


def test_an_address_is_given_where_pages_are_published() -> None:
    assert help_uri(rule("link-broken"), "https://example.com/rules/") == "https://example.com/rules/link-broken.md"
    assert help_uri(rule("link-broken")) == "urn:opsworthy:rule:link-broken"


def test_the_configured_waiver_is_understood() -> None:
    (waiver,) = settings_in(Source("opsworthy.toml", waiver_configured(rule("link-broken"))), date(2026, 1, 1)).waivers
    assert (waiver.rule, waiver.owner, waiver.problem, waiver.until) == ("link-broken", "who", "", date(2027, 1, 31))
