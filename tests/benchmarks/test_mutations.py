"""The mutants: what the marks mean, that originals hold, and that a slice of the faults is caught by the rules that should."""

import pytest
from benchmarks.mutations.edits import section
from benchmarks.mutations.kind import kinds
from benchmarks.mutations.marked import unmark
from benchmarks.mutations.mutant import Mutant, is_owed, mutants
from benchmarks.mutations.original import Original, originals
from benchmarks.mutations.report import on_originals, tallied, tried

from opsworthy.rules.catalogue import find_rule

ORIGINALS = originals()


def _named(name: str) -> Original:
    return next(each for each in ORIGINALS if each.name == name)


def test_takes_marks_out_and_remembers_where_they_stood() -> None:
    marked = unmark("⟦whole\n- at ⟦part:a|12 %⟧ or ⟦part:b|more ⟦inner|now⟧⟧\nwhole⟧\nrest\n")
    assert marked.text == "- at 12 % or more now\nrest\n"
    found = {each.name: marked.text[each.start : each.end] for each in marked.marks}
    assert found == {"whole": "- at 12 % or more now\n", "part:a": "12 %", "part:b": "more now", "inner": "now"}
    assert [each.role for each in marked.marks] == ["whole", "part", "part", "inner"]


@pytest.mark.parametrize("written", ["⟦a|never closed\n", "⟦whole\nline\nother⟧\n", "words⟧\n"])
def test_refuses_marks_that_do_not_match(written: str) -> None:
    with pytest.raises(ValueError, match=r"closes|closed"):
        unmark(written)


def test_knows_where_a_section_ends() -> None:
    text = "# a\n\n## b\n\n```\n## no heading\n```\n\n### c\n\n## d\n"
    first, body, end = section(text, text.index("b\n"))
    assert text[first:body] == "## b\n"
    assert text[end:] == "## d\n"


def test_every_kind_names_a_rule_that_exists() -> None:
    assert not [each.name for each in kinds() if not any(find_rule(rule) for rule in each.rules)]


def test_every_kind_makes_a_fault_in_some_original() -> None:
    made = {mutant.kind.name for original in ORIGINALS for mutant in mutants(original)}
    assert not [each.name for each in kinds() if each.name not in made]


def test_there_are_kinds_and_mutants_enough() -> None:
    assert len(kinds()) >= 60
    assert sum(1 for original in ORIGINALS for _ in mutants(original)) >= 1000


def test_no_mutant_is_its_original_and_no_mark_is_left() -> None:
    for original in ORIGINALS:
        for mutant in mutants(original):
            assert mutant.text != original.files[mutant.path].text
            assert "⟦" not in mutant.text


def test_a_library_owes_no_escalation_of_a_service() -> None:
    kind = next(each for each in kinds() if each.name == "rollback-duration-dropped")
    assert is_owed(kind, _named("kubernetes-orders"))
    assert not is_owed(kind, _named("npm-library"))


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda each: each.name)
def test_nothing_is_found_in_an_original(original: Original) -> None:
    assert list(on_originals([original])) == []


def test_a_slice_of_the_faults_is_caught_by_the_rules_that_should() -> None:
    """One mutant of each kind that is not open: the first of the original whose turn it is."""
    chosen: list[Mutant] = []
    for at, kind in enumerate(each for each in kinds() if not each.open):
        turned = ORIGINALS[at % len(ORIGINALS) :] + ORIGINALS[: at % len(ORIGINALS)]
        chosen += next(([found[0]] for each in turned if (found := list(mutants(each, (kind.name,))))), [])
    trials = [trial for tally in tallied(tried(chosen)).values() for trial in tally.trials]
    assert len(trials) >= 60
    assert [trial.mutant.name for trial in trials if not trial.caught] == []
