"""Walks tests/extending/<mechanism>/: a rule as an organisation writes it, and good and bad documents marked as in tests/rules."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import State
from opsworthy.reports.rule_cases import Case, cases_of
from opsworthy.rules.bar import clauses
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.extending.declaration import read_extension
from opsworthy.rules.extending.room import all_mechanisms
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Rule, Subject
from opsworthy.system.model import Assessment, System
from opsworthy.text.location import Location
from opsworthy.text.source import Source
from opsworthy.text.strict import Refused

FOLDER = Path(__file__).parent
HEAD = '[[rules]]\nid = "ACME01"\nname = "own-rule"\nsummary = "S."\nwhy = "W."\nfix = "F."\nclauses = ["DOD-01"]\n'


def _rule(mechanism: str) -> Rule:
    text = HEAD + (FOLDER / mechanism / "rule.toml").read_text(encoding="utf-8")
    return read_extension(Source("bar.toml", text), (), clauses()).rules[0]


def _cases() -> Iterator[tuple[str, Case]]:
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"):
        yield from ((folder.name, case) for case in cases_of(folder))


@pytest.mark.parametrize(
    ("mechanism", "case"), list(_cases()), ids=lambda each: each.path.stem if isinstance(each, Case) else each
)
def test_says_of_each_case_what_is_marked(mechanism: str, case: Case) -> None:
    document = parse(Source("runbook.md", case.text), "runbook")
    bare = System("shop", Assessment(True, "service", ()), Assessment(False, "", ()))
    subject = Subject(bare, document, None, None, Location("runbook.md", 1))
    told = judge(subject, date(2026, 6, 1), rules=[_rule(mechanism)])
    broken = [each for each in told if each.state is State.BROKEN]
    assert not [each.message for each in told if each.state is State.ERROR]
    if case.good:
        assert [each.state for each in told] == [State.HELD]
        return
    assert len(broken) == 1
    assert case.expected
    for expected in case.expected:
        assert (expected.line, expected.part in broken[0].message) == (broken[0].location.line, True), broken[0]


def test_every_mechanism_has_its_cases() -> None:
    for name in all_mechanisms():
        cases = cases_of(FOLDER / name)
        assert sum(case.good for case in cases) >= 2
        assert sum(not case.good for case in cases) >= 2


def test_every_key_of_a_mechanism_says_what_it_means() -> None:
    for mechanism in all_mechanisms().values():
        assert mechanism.about.endswith(".")
        assert all(mechanism.keys.values())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('asks = "section"', 'asks = "magic"'), "bar.toml:8: there is no way to ask for 'magic'; choose one of command, "),
        (('asks = "section"', 'asks = "section"\nword = 3'), "bar.toml:9: [[rules]] has no key `word`; did you mean `words`?"),
        (('id = "ACME01"', 'id = "OW101"'), "bar.toml:2: 'OW101' is no id of an own rule"),
        (('name = "own-rule"', 'name = "link-broken"'), "bar.toml:2: there is a rule OW107 link-broken already"),
        (('clauses = ["DOD-01"]', 'clauses = ["DOD-99"]'), "bar.toml:7: the bar has no clause DOD-99"),
        (('why = "W."\n', ""), "needs `why`: what goes wrong without it."),
        (('asks = "section"', 'asks = "pattern"\nmatches = "("'), "bar.toml:9: `matches` in [[rules]] is no expression of RE2"),
        (('asks = "section"', 'asks = "section"\nseverity = "loud"'), "must be one of error, warning, note"),
        (('[[rules]]', '[[rule]]'), "bar.toml:1:  has no key `rule`; did you mean `rules`?"),
        (('[[rules]]', '[[changes]]\nrule = "OW405"\noff = true\n[[rules]]'), "decision-path-missing is switched off without a `reason`"),
        (('[[rules]]', '[[clauses]]\nid = "DOD-01"\ntext = "T."\n[[rules]]'), "bar.toml:2: there is a clause DOD-01 already"),
        (('[[rules]]', '[[clauses]]\nid = "A-1"\ntext = "T."\nserved = ["magic: x"]\n[[rules]]'), "bar.toml:4: 'magic: x' does not begin"),
        (('[[rules]]', "[[rules"), "bar.toml:1: not valid TOML"),
    ],
)  # fmt: skip
def test_refuses_what_it_cannot_understand_with_its_line(change: tuple[str, str], problem: str) -> None:
    text = (HEAD + 'asks = "section"\n').replace(*change)
    with pytest.raises(Refused) as refused:
        read_extension(Source("bar.toml", text), all_rules(), clauses())
    assert problem in str(refused.value)
