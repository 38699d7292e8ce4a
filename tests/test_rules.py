"""Walks tests/rules/<rule>/: good and bad documents with the expected findings marked on their lines (see the README there)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from judged_cases import outcomes_of
from opsworthy.findings.outcome import State
from opsworthy.reports.rule_cases import Case, cases_of
from opsworthy.rules.bar import coverage
from opsworthy.rules.catalogue import all_rules, find_rule
from opsworthy.rules.rule import Rule

CASES = Path(__file__).parent / "rules"
FIRST_CLAUSES = ("DOD-", "RBS-", "CPS-", "SRV-")


def _every_case() -> Iterator[tuple[str, Case]]:
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        for case in cases_of(folder):
            yield folder.name, case


@pytest.mark.parametrize(
    ("name", "case"), list(_every_case()), ids=lambda each: each.path.stem if isinstance(each, Case) else each
)
def test_says_of_each_case_what_is_marked(name: str, case: Case) -> None:
    rule = find_rule(name)
    assert rule is not None
    outcomes = outcomes_of(rule, case)
    told = [(each.state, each.location.line, each.message) for each in outcomes]
    for expected in case.expected:
        found = [
            each
            for each in outcomes
            if (each.state, each.location.line) == (expected.state, expected.line) and expected.part in each.message
        ]
        assert expected.rule == name
        assert found, f"expected {expected.state} on line {expected.line} “{expected.part}”; told {told}"
    marked = {(each.state, each.line) for each in case.expected}
    extra = [each for each in told if each[0] in (State.BROKEN, State.ERROR) and each[:2] not in marked]
    assert not extra
    if case.good:
        assert not any(each.state is State.BROKEN and each.waived is None for each in outcomes)
        assert case.expected or any(each.state is State.HELD for each in outcomes), told
    else:
        assert any(each.state is State.BROKEN for each in outcomes), told


def test_says_of_no_document_that_it_changed_where_it_did_not() -> None:
    for _, case in _every_case():
        data = tomllib.loads(case.system.read_text("utf-8")) if case.system else {}
        for now in data.get("since", {}).get("document", {}):
            assert now in case.text, f"{case.path}: {now}"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_has_its_cases(rule: Rule) -> None:
    cases = cases_of(CASES / rule.name)
    assert sum(case.good for case in cases) >= 2
    assert sum(not case.good for case in cases) >= 2


def test_has_no_cases_without_a_rule() -> None:
    names = {rule.name for rule in all_rules()}
    assert not [path.name for path in CASES.iterdir() if path.is_dir() and path.name not in names]


def test_serves_every_clause_of_the_first_groups() -> None:
    served = coverage(all_rules())
    assert not [clause.id for clause, rules in served.items() if clause.id.startswith(FIRST_CLAUSES) and not rules]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_speaks_in_sentences(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.fix):
        assert text[0].isupper() or text[0] in "“`"
        assert text.endswith(".")
    assert rule.clauses
