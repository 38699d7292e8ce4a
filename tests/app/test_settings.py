"""`[check]` of opsworthy.toml is read as it is meant, or refused with its line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.app.checking.asked import Wanted
from opsworthy.app.checking.options import options_of
from opsworthy.app.checking.settings import Settings, settings_in
from opsworthy.app.errors import UserError
from opsworthy.findings.outcome import Severity
from opsworthy.rules.catalogue import all_rules
from opsworthy.text.source import Source

TODAY = date(2026, 6, 1)


def read(text: str) -> Settings:
    return settings_in(Source("opsworthy.toml", text), TODAY)


def test_says_nothing_where_there_is_no_table() -> None:
    assert read('[system]\nname = "shop"\n') == Settings()


def test_reads_every_key() -> None:
    found = read(
        '[check]\nprofile = "alert"\ntier = 0\nselect = "rollback"\nignore = ["OW405", "CPS"]\nseverity = "warning"\nfail-on = "warning"\n'
        'strict = true\nbaseline = "ops/baseline.json"\nextends = "ops/bar.toml"\nplugins = ["acme"]\n'
    )
    assert (found.profile, found.tier, found.select, found.ignore) == ("alert", 0, ("rollback",), ("OW405", "CPS"))
    assert (found.severity, found.threshold, found.strict) == (Severity.WARNING, Severity.WARNING, True)
    assert (found.baseline, [each[0] for each in found.extends], [each[0] for each in found.plugins]) == (
        "ops/baseline.json", ["ops/bar.toml"], ["acme"],
    )  # fmt: skip


def test_a_waiver_may_be_dated_with_and_without_quotes() -> None:
    for day in ("2027-01-31", '"2027-01-31"'):
        (waiver,) = read(f'[[check.waivers]]\nrule = "a-b"\npath = "*"\nreason = "r"\nowner = "o"\nuntil = {day}\n').waivers
        assert (waiver.until, waiver.problem, waiver.expired) == (date(2027, 1, 31), "", False)


def test_a_waiver_without_a_reason_or_with_a_bad_day_excuses_nothing() -> None:
    head = '[[check.waivers]]\nrule = "a-b"\npath = "*"\n'
    assert read(head).waivers[0].problem == "it gives no reason"
    assert "not of the form" in read(head + 'reason = "r"\nuntil = "soon"\n').waivers[0].problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("check = 1\n", "opsworthy.toml:1: [check] must be a table"),
        ("[check]\nlevel = 1\n", "opsworthy.toml:2: [check] has no key `level`; it may hold profile, "),
        ('[check]\nfail_on = "note"\n', "did you mean `fail-on`?"),
        ("[check]\ntier = 4\n", "opsworthy.toml:2: `tier` in [check] must be a whole number from 0 to 3"),
        ("[check]\ntier = true\n", "must be a whole number"),
        ('[check]\nstrict = "yes"\n', "must be true or false"),
        ("[check]\nselect = [1]\n", "must be a list of texts"),
        ('[check]\nselect = [""]\n', "must be a list of texts"),
        ('[check]\nprofile = "team"\n', "must be one of service, page, alert, library, cost-plan"),
        ('[check.waivers]\nrule = "a"\n', "must be written as tables, each below a line `[[check.waivers]]`"),
        ('[[check.waivers]]\npath = "*"\n', "opsworthy.toml:1: [[check.waivers]] needs `rule`"),
        ('[[check.waivers]]\nrule = "a-b"\n', "[[check.waivers]] needs `path`"),
        ('[[check.waivers]]\nrule = "a-b"\npath = "*"\nuntil = 2027\n', "`until` in [[check.waivers]] must be a day"),
        ("[check\n", "not valid TOML"),
    ],
)
def test_refuses_what_is_wrong_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert said in str(refused.value)


@given(st.dictionaries(st.sampled_from(["tier", "select", "strict", "profile", "waivers", "x"]), st.sampled_from(
    ["1", "true", '"a"', "[]", "[1]", '["a"]', "{}", "2027-01-31", "1.5", "[{}]", '[{rule = "a"}]']
)))  # fmt: skip
def test_whatever_it_says_it_is_read_or_refused(told: dict[str, str]) -> None:
    try:
        read("[check]\n" + "".join(f"{key} = {value}\n" for key, value in told.items()))
    except UserError as refused:
        assert str(refused).startswith("opsworthy.toml:")  # noqa: PT017 - either way is right


def test_the_command_line_goes_before_the_configuration() -> None:
    settings = Settings(tier=3, select=("rollback",), ignore=("OW501",), strict=True, threshold=Severity.WARNING)
    ours = options_of(Wanted(), settings, all_rules())
    theirs = options_of(Wanted(select=("OW501",), tier=0, strict=False, threshold=Severity.ERROR), settings, all_rules())
    assert (ours.tier, ours.strict, ours.threshold, "OW501" in {rule.id for rule in ours.rules}) == (
        3,
        True,
        Severity.WARNING,
        False,
    )
    assert (theirs.tier, theirs.strict, theirs.threshold) == (0, False, Severity.ERROR)
    assert [rule.id for rule in theirs.rules] == ["OW501"]


def test_what_would_fail_unseen_is_refused() -> None:
    with pytest.raises(UserError, match="would fail the check and not be shown"):
        options_of(Wanted(severity=Severity.ERROR), Settings(threshold=Severity.NOTE), all_rules())
