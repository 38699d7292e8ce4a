"""Accepted findings, and what a set of outcomes comes to."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.findings.baseline import ACCEPTED, Baseline, read_baseline, write_baseline
from opsworthy.findings.outcome import Confidence, Outcome, Severity, State
from opsworthy.findings.summary import summarise
from opsworthy.text.location import Location
from opsworthy.text.source import Problem, Source


def outcome(message: str = "there is no section Rollback", state: State = State.BROKEN, line: int = 1) -> Outcome:
    return Outcome("OW102", "section-missing", (), state, Severity.ERROR, Confidence.HIGH, message, Location("runbook.md", line))


def accepted(*outcomes: Outcome) -> Baseline:
    found = read_baseline(Source("baseline.json", write_baseline(outcomes)))
    assert isinstance(found, Baseline)
    return found


class TestBaseline:
    def test_accepts_what_it_was_written_from_wherever_it_has_moved(self) -> None:
        (told,) = accepted(outcome(line=1)).accept([outcome(line=40)])
        assert told.waived == ACCEPTED

    def test_accepts_as_many_as_there_were(self) -> None:
        told = accepted(outcome(line=1)).accept([outcome(line=1), outcome(line=9)])
        assert [each.waived for each in told] == [ACCEPTED, None]

    def test_knows_what_is_gone(self) -> None:
        kept, gone = outcome("kept"), outcome("gone")
        found = accepted(kept, gone).compare([kept])
        assert [each.fingerprint for each in found.gone] == [gone.fingerprint]
        assert [each.fingerprint for each in found.kept] == [kept.fingerprint]

    def test_leaves_out_what_a_waiver_excuses(self) -> None:
        assert accepted(replace(outcome(), waived="a reason")).entries == ()

    def test_knows_again_what_is_left_of_a_finding(self) -> None:
        before = accepted(outcome("rollback: nothing shows a command, a time or a check"))
        (less,) = before.accept([outcome("rollback: nothing shows a time")])
        (more,) = before.accept([outcome("rollback: nothing shows a command, a time, an owner or a check")])
        assert (less.waived, more.waived) == (ACCEPTED, None)

    def test_knows_again_what_moved_with_its_line(self) -> None:
        then, now = replace(outcome(), section="rollback"), replace(outcome(line=2), section="way back")
        elsewhere = replace(now, location=Location("docs/other.md", 2))
        baseline = read_baseline(Source("baseline.json", write_baseline([then], {"runbook.md": ["one  line"]})))
        assert isinstance(baseline, Baseline)
        for each in (now, elsewhere):
            assert baseline.accept([each], {each.location.path: ["", " one line"]})[0].waived == ACCEPTED
            assert baseline.accept([each], {each.location.path: ["", "another line"]})[0].waived is None

    def test_each_entry_answers_for_one_finding(self) -> None:
        lines = {"runbook.md": ["same", "same"]}
        baseline = read_baseline(Source("baseline.json", write_baseline([outcome()], lines)))
        assert isinstance(baseline, Baseline)
        told = baseline.accept([replace(outcome(), section="a"), replace(outcome(line=2), section="b")], lines)
        assert [each.waived for each in told] == [ACCEPTED, None]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[",
            "[]",
            '{"schema": "x", "findings": []}',
            '{"schema": "opsworthy.baseline/1"}',
            '{"schema": "opsworthy.baseline/1", "findings": [{"rule": "OW101"}]}',
        ],
    )
    def test_accepts_nothing_when_it_cannot_be_read(self, text: str) -> None:
        assert isinstance(read_baseline(Source("baseline.json", text)), Problem)

    @given(st.lists(st.text(max_size=20), max_size=8))
    def test_accepts_all_that_it_holds_and_reads_the_same_again(self, messages: list[str]) -> None:
        outcomes = [outcome(message) for message in messages]
        text = write_baseline(outcomes)
        assert all(each.waived == ACCEPTED for each in accepted(*outcomes).accept(outcomes))
        assert write_baseline(outcomes) == text
        assert len(json.loads(text)["findings"]) == len(messages)


class TestSummary:
    def test_fails_on_a_broken_error(self) -> None:
        assert summarise([outcome()]).exit_code == 1

    @pytest.mark.parametrize("state", [State.HELD, State.NOT_APPLICABLE, State.CANNOT_KNOW, State.NOT_RUN])
    def test_holds_where_nothing_is_broken(self, state: State) -> None:
        summary = summarise([outcome(state=state)])
        assert (summary.exit_code, summary.worst) == (0, None)

    def test_holds_where_it_is_excused(self) -> None:
        summary = summarise([replace(outcome(), waived="a reason")])
        assert (summary.exit_code, summary.waived, summary.broken[Severity.ERROR]) == (0, 1, 0)

    def test_counts_a_warning_only_where_the_threshold_says_so(self) -> None:
        warning = replace(outcome(), severity=Severity.WARNING)
        assert summarise([warning]).exit_code == 0
        assert summarise([warning], Severity.WARNING).exit_code == 1
        assert summarise([warning], Severity.NOTE).exit_code == 1

    def test_says_that_it_is_our_bug(self) -> None:
        assert summarise([outcome(), outcome(state=State.ERROR)]).exit_code == 70

    def test_lists_the_open_questions_once(self) -> None:
        asked = replace(outcome(), open_question="monitoring.dashboard")
        assert summarise([asked, outcome(), asked]).questions == ("monitoring.dashboard",)
