"""The adversaries: none may pass, and what nobody can see or use fools no rule about a duty."""

import pytest
from benchmarks.adversaries.__main__ import adversaries
from benchmarks.adversaries.adversary import Adversary, fooled, passes, waved_through

ADVERSARIES = adversaries()
INVISIBLE = ("headings-only", "in-comments", "not-displayed", "hidden-attribute", "white-on-white", "folded-away", "in-front-matter",
             "in-footnotes", "in-definitions", "images-only", "lorem", "waived-idly", "waived-fully")  # fmt: skip


def test_there_are_adversaries_enough_and_each_has_a_name_of_its_own() -> None:
    assert len(ADVERSARIES) >= 40
    assert len({each.name for each in ADVERSARIES}) == len(ADVERSARIES)


@pytest.mark.parametrize("adversary", ADVERSARIES, ids=lambda each: each.name)
def test_does_not_pass(adversary: Adversary) -> None:
    outcomes = adversary.outcomes()
    assert not passes(adversary, outcomes)
    if adversary.hollow or adversary.aims:
        assert [(each.name, each.location.line, each.message) for each in fooled(adversary, outcomes)] == []
    if adversary.hollow and adversary.name.partition("-")[2].removeprefix("plan-") in INVISIBLE:
        told = [(each.name, each.location.line, each.message) for each in waved_through(adversary, outcomes)]
        assert told == []
