"""The bar as data: what serves each clause, and which clauses are judged without a person."""

import tomllib
from importlib.resources import files

import pytest

from opsworthy.app.bar import coverage_of
from opsworthy.app.rules import our_bar
from opsworthy.rules.bar import WAYS, clauses, service
from opsworthy.rules.selection import UnknownWord, chosen


def test_every_clause_is_served() -> None:
    assert [row.id for row in coverage_of(our_bar(), None).gaps] == []


def test_most_of_the_checklists_and_mistakes_are_judged_mechanically() -> None:
    found = coverage_of(our_bar(), None)
    assert len(found.judged) == 124
    assert found.share >= 0.75


def test_what_is_said_to_serve_a_clause_serves_one_that_there_is() -> None:
    data = tomllib.loads(files("opsworthy.rules").joinpath("bar.toml").read_text("utf-8"))
    assert data["served"].keys() <= {clause.id for clause in clauses()}


def test_every_clause_is_a_sentence_for_somebody() -> None:
    ids = [clause.id for clause in clauses()]
    assert len(set(ids)) == len(ids)
    for clause in clauses():
        assert clause.text.endswith("."), clause.id
        assert clause.profiles


@pytest.mark.parametrize("told", ["", "magic: x", "review", "review:", "rule: OW101"])
def test_what_serves_must_be_named(told: str) -> None:
    with pytest.raises(ValueError, match="does not begin with one of"):
        service(told)
    assert "rule" in WAYS


@pytest.mark.parametrize(
    ("select", "ignore", "among", "not_among"),
    [
        (["OW501"], [], "OW501", "OW502"),
        (["ow5"], ["rollback-unverified"], "OW502", "OW501"),
        (["rollback"], [], "OW506", "OW601"),
        (["RBS-27"], [], "OW503", "OW506"),
        (["CPS"], [], "OW704", "OW501"),
        (["secret-management-mistakes"], [], "OW605", "OW501"),
        ([], ["RBS"], "OW605", "OW503"),
    ],
)
def test_rules_are_chosen_by_what_they_are_called_and_serve(
    select: list[str], ignore: list[str], among: str, not_among: str
) -> None:
    found = {rule.id for rule in chosen(our_bar().rules, select, ignore)}
    assert among in found
    assert not_among not in found


@pytest.mark.parametrize(
    ("word", "near"), [("rollback-unverifed", "rollback-unverified"), ("OW5O1", "ow501"), ("RBS-99", "rbs-29")]
)
def test_a_word_that_names_nothing_is_refused_with_what_it_may_mean(word: str, near: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        chosen(our_bar().rules, [word], [])
    assert near in refused.value.near


@pytest.mark.parametrize("word", ["", "O", "*", "OW"])
def test_a_word_is_never_everything_by_accident(word: str) -> None:
    if word == "OW":
        assert chosen(our_bar().rules, [word], []) == our_bar().rules
    else:
        with pytest.raises(UnknownWord):
            chosen(our_bar().rules, [word], [])
