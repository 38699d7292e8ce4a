"""The edits that findings bring, over all cases of all rules: who brings some, what they come to, and that twice is once."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judged_cases import outcomes_of, path_of
from opsworthy.findings.mending import mended
from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.reports.rule_cases import Case, cases_of
from opsworthy.rules.catalogue import all_rules, find_rule
from opsworthy.rules.rule import Rule

CASES = Path(__file__).parent / "rules"
_MOST_PASSES = 8


def _bad_cases() -> list[tuple[Rule, Case]]:
    return [(rule, case) for rule in all_rules() for case in cases_of(CASES / rule.name) if not case.good]


def _written_down() -> list[tuple[Rule, Case]]:
    return [(rule, case) for rule, case in _bad_cases() if case.fixed is not None]


def _name(each: object) -> str:
    return each.path.stem if isinstance(each, Case) else each.name if isinstance(each, Rule) else str(each)


def _patched(outcomes: list[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if each.patch is not None]


def _fixed(rule: Rule, case: Case) -> str:
    """The text when nothing is left that this rule could mend."""
    text = case.text
    for _ in range(_MOST_PASSES):
        done = mended(path_of(rule), text, outcomes_of(rule, case, text=text), allow_unsafe=True)
        if done.text == text:
            return text
        text = done.text
    raise AssertionError(f"mending {case.path} never ends")


@cache
def _mending() -> frozenset[str]:
    """The rules of which a finding in a case of their own brings edits."""
    return frozenset(rule.name for rule, case in _bad_cases() if _patched(outcomes_of(rule, case)))


@pytest.mark.parametrize("rule", all_rules(), ids=_name)
def test_a_rule_says_whether_it_can_mend(rule: Rule) -> None:
    assert (rule.name in _mending()) is rule.fixable


@pytest.mark.parametrize("rule", [each for each in all_rules() if each.fixable], ids=_name)
def test_what_a_rule_mends_is_written_down(rule: Rule) -> None:
    assert any(case.fixed is not None for case in cases_of(CASES / rule.name))


@pytest.mark.parametrize(("rule", "case"), _written_down(), ids=_name)
def test_mends_as_written_down(rule: Rule, case: Case) -> None:
    assert _fixed(rule, case) == case.fixed


@pytest.mark.parametrize("rule", [each for each in all_rules() if each.fixable], ids=_name)
def test_each_edit_mends_its_finding_and_breaks_nothing_else(rule: Rule) -> None:
    for case in cases_of(CASES / rule.name):
        before = outcomes_of(rule, case, every=True)
        done = mended(path_of(rule), case.text, _patched([each for each in before if each.rule == rule.id]), allow_unsafe=True)
        after = outcomes_of(rule, case, text=done.text, every=True) if done.made else before
        left = [each.message for each in after if each.rule == rule.id and each.patch is not None and each.state is State.BROKEN]
        assert len(left) <= done.waiting, (case.path, left)
        assert _new_errors(before, after) == [], case.path


def _new_errors(before: list[Outcome], after: list[Outcome]) -> list[str]:
    """What was not wrong before and does not wait for an answer either."""
    known = {(each.rule, each.message) for each in before if each.state is State.BROKEN}
    known_rules = {each.rule for each in before if each.state is State.BROKEN}
    return [
        f"{each.name}: {each.message}" for each in after
        if each.state is State.BROKEN and each.severity is Severity.ERROR and not each.open_question
        and (each.rule, each.message) not in known and each.rule not in known_rules
    ]  # fmt: skip


@settings(deadline=None, max_examples=20)
@given(
    st.sampled_from(_bad_cases()),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\n```text\n## Rollback", "\n***\n", "\n- a\n\n      b", "\n> a", "\n[a]: b\n"]),
)
def test_mending_everything_ends_and_keeps_the_rest(picked: tuple[Rule, Case], ending: str, tail: str) -> None:
    rule, case = picked
    before = (case.text + tail).replace("\n", ending)
    text = before
    for _ in range(_MOST_PASSES):
        done = mended(path_of(rule), text, outcomes_of(rule, case, text=text, every=True))
        if done.text == text:
            break
        text = done.text
    assert mended(path_of(rule), text, outcomes_of(rule, case, text=text, every=True)).text == text
    assert ("\r" in text) is ("\r" in before)
    lines, at = text.split(ending), 0
    for line in (each for each in before.split(ending) if not any(mark in each for mark in "0123456789<#[")):
        at = 1 + next(_places(line, lines, at))


def _places(line: str, lines: list[str], start: int) -> Iterator[int]:
    """Where a line is kept, or with one name in the place of another."""
    for alike in (line.__eq__, lambda other: SequenceMatcher(None, line, other).ratio() > 0.8):
        yield from (at for at in range(start, len(lines)) if alike(lines[at]))


def test_finds_a_rule_that_mends() -> None:
    rule = find_rule("steps-misnumbered")
    assert rule is not None
    assert rule.name in _mending()
