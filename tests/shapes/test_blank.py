"""The questions of a section that mending adds: complete, known, and each with the rules that wait for it."""

from collections import Counter

from judged_cases import TODAY
from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import State
from opsworthy.rules.catalogue import find_rule
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.blank import _blanks, questions_for, waited_for
from opsworthy.rules.shapes.section import COST_PLAN, RUNBOOK
from opsworthy.system.questions import table
from opsworthy.text.location import Location
from opsworthy.text.source import Source
from small_systems import read_system

HALF_ANSWERED = """# Shop

## Rollback

`heroku rollback -a shop v12`

> **Open question** (`runbook.rollback.verification`): Which commands show that it worked? — ask whoever rolled back last.
"""


def _subject(text: str, profile: str = "service") -> Subject:
    system, _ = read_system(None)
    document = parse(Source("runbook.md", text), "runbook")
    return Subject(system, document, None, None, Location("runbook.md", 1), profile=profile)


def test_every_section_of_the_bar_has_questions() -> None:
    assert set(_blanks()) == {*RUNBOOK, *COST_PLAN}
    for profile in ("service", "library"):
        for region in RUNBOOK:
            assert questions_for(_subject("x", profile), region, "runbook"), (profile, region)


def test_questions_are_told_apart_and_known() -> None:
    known = {each.key for each in table().question}
    for region, told in _blanks().items():
        assert [key for key, times in Counter(each.key for each in told).items() if times > 1] == [], region
        for each in told:
            assert each.ask.endswith("?")
            assert not each.asked or each.asked in known
            assert all(find_rule(rule) for rule in each.serves), each.serves


def test_a_rule_waits_for_its_own_question_only() -> None:
    assert waited_for("rollback-unverified", "runbook.rollback.verification")
    assert not waited_for("rollback-unverified", "runbook.rollback.steps")
    assert waited_for("rollback-untimed", "rollback.minutes")
    assert not waited_for("rollback-untimed", "no.such.key")


def test_what_is_asked_waits_and_what_is_not_is_a_defect() -> None:
    subject = _subject(HALF_ANSWERED)
    told = {each.name: each for each in judge(subject, TODAY, profile="service") if each.state is State.BROKEN}
    assert told["rollback-unverified"].open_question == "runbook.rollback.verification"
    assert "whoever rolled back last could answer" in told["rollback-unverified"].message
    assert told["rollback-unverified"].fix == "Write the answer in the place of the open question."
    assert told["rollback-untimed"].open_question is None
