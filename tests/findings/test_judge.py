"""The loop over rules: what it refuses, what it survives, what it leaves out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.rules import catalogue
from opsworthy.rules.catalogue import BadRule, all_rules, find_rule
from opsworthy.rules.index import indexed
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.system.model import Assessment, System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

TODAY = date(2026, 6, 1)
NOWHERE = Location("runbook.md", 1)


def says(*states: State) -> Rule:
    def told(subject: Subject) -> Iterator[Verdict]:
        yield from (Verdict(state, "told", subject.anchor) for state in states)

    return Rule("OW999", "made-up", "S.", ("DOD-01",), "W.", "F.", told)


def fails(subject: Subject) -> Iterator[Verdict]:
    if subject.anchor.line:
        raise KeyError("secret words of a document")
    yield from ()


def subject(text: str | None, kind: str = "service") -> Subject:
    system = System("shop", Assessment(True, kind, ()), Assessment(True, "", ()))
    document = parse(Source("runbook.md", text), "runbook") if text is not None else None
    return Subject(system, document, None, None, NOWHERE)


def run(*rules: Rule, text: str | None = "# Runbook\n") -> tuple[Outcome, ...]:
    return judge(subject(text), TODAY, rules=rules)


class TestOneRule:
    def test_a_verdict_becomes_an_outcome_with_the_words_of_its_rule(self) -> None:
        (told,) = run(says(State.BROKEN))
        assert (told.rule, told.name, told.state, told.severity, told.fix) == (
            "OW999",
            "made-up",
            State.BROKEN,
            Severity.ERROR,
            "F.",
        )

    def test_a_rule_that_raises_is_our_bug_and_the_others_still_run(self) -> None:
        told = run(replace(says(), judge=fails), says(State.HELD))
        assert [each.state for each in told] == [State.ERROR, State.HELD]
        assert "bug in Opsworthy" in told[0].message
        assert "KeyError" in told[0].message
        assert "secret words" not in told[0].message

    def test_a_rule_that_says_nothing_is_our_bug(self) -> None:
        assert [each.state for each in run(says())] == [State.ERROR]

    def test_a_rule_for_another_profile_is_not_run(self) -> None:
        assert [each.state for each in run(replace(says(State.BROKEN), profiles=("library",)))] == [State.NOT_RUN]

    def test_a_rule_is_owed_by_its_tier_and_the_more_critical_ones(self) -> None:
        rule = replace(says(State.BROKEN), tier=1)
        told = {tier: judge(replace(subject("# Runbook\n"), tier=tier), TODAY, rules=[rule])[0].state for tier in range(4)}
        assert told == {0: State.BROKEN, 1: State.BROKEN, 2: State.NOT_RUN, 3: State.NOT_RUN}

    def test_a_profile_that_is_given_goes_before_that_of_the_system(self) -> None:
        rule = replace(says(State.BROKEN), profiles=("alert",))
        assert judge(subject("# Runbook\n"), TODAY, rules=[rule], profile="alert")[0].state is State.BROKEN


class TestWithoutADocument:
    def test_says_it_once(self) -> None:
        told = judge(subject(None), TODAY)
        missing = [each.name for each in told if each.state is State.BROKEN]
        assert missing == ["runbook-missing", "cost-plan-missing"]

    def test_never_fails(self) -> None:
        for text in (
            "",
            "# ",
            "\n\n",
            "| a |\n|---|",
            "```\n",
            "- \n  - \n",
            "<!-- -->",
            "> **Open question** (`a.b`): x — ask y.",
        ):
            for kind in ("service", "library"):
                assert not [each for each in judge(subject(text, kind), TODAY) if each.state is State.ERROR]


class TestTheCatalogue:
    def test_finds_a_rule_by_name_and_id(self) -> None:
        assert find_rule("OW501") is find_rule("rollback-unverified") is find_rule("ow501")
        assert find_rule("nothing") is None

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"id": "OW998"}, "its id is OW998, but its file says OW999"),
            ({"name": "other"}, "its name is other, but its file says made-up"),
            ({"clauses": ("XXX-01",)}, "the bar has no clause XXX-01"),
            ({"clauses": ("DOD-01", "DOD-01")}, "it serves the same clause twice"),
            ({"why": "no stop"}, "full sentences"),
            ({"profiles": ()}, "its profiles must be among"),
            ({"needs": "luck"}, "`needs` must be one of"),
        ],
    )
    def test_refuses_a_bad_declaration_and_names_its_file(
        self, change: dict[str, object], problem: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Module:
            RULE = replace(says(State.HELD), **change)  # type: ignore[arg-type]

        monkeypatch.setattr(catalogue, "import_module", lambda name: Module)
        with pytest.raises(BadRule, match=r"rules/rollback/ow999_made_up\.py") as refused:
            catalogue._load("rollback", "ow999_made_up")
        assert problem in str(refused.value)

    def test_lists_the_rules_as_their_files_declare_them(self) -> None:
        for listed, loaded in zip(all_rules(), catalogue.loaded(), strict=True):
            assert replace(listed, judge=loaded.judge) == loaded

    def test_takes_no_index_that_does_not_fit_the_files(self) -> None:
        places = tuple(catalogue._modules())
        assert indexed(places[1:]) is None
        assert indexed((*places, ("rollback", "ow999_made_up"))) is None

    def test_refuses_a_module_without_a_rule(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(catalogue, "import_module", lambda name: object())
        with pytest.raises(BadRule, match="there is no RULE"):
            catalogue._load("rollback", "ow999_made_up")

    def test_refuses_a_file_that_is_not_named_after_a_rule(self) -> None:
        with pytest.raises(BadRule, match="named after it"):
            catalogue._load("rollback", "untested")

    def test_gives_each_rule_its_family(self) -> None:
        assert {rule.family for rule in all_rules()} >= {"deployment", "rollback", "cost", "waivers"}
