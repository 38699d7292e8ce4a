"""Faults made in the commands of the bundled examples are told (`python -m benchmarks.commands.mutations` has the whole table)."""

import random
from collections import Counter

from benchmarks.commands.mutants import mutants
from benchmarks.commands.mutations import GOALS, is_caught
from benchmarks.commands.valid import of_the_examples

from opsworthy.commands.faults import Wrong


def test_faults_in_the_commands_of_the_examples_are_told() -> None:
    made: Counter[Wrong] = Counter()
    told: Counter[Wrong] = Counter()
    for valid in dict.fromkeys(of_the_examples()):
        for mutant in mutants(valid, random.Random(f"1 {valid}")):
            made[mutant.wrong] += 1
            told[mutant.wrong] += is_caught(mutant)
    assert sum(made.values()) > 1000
    assert not {wrong: f"{told[wrong]} of {count}" for wrong, count in made.items() if 100 * told[wrong] / count < GOALS[wrong]}
