"""`python -m benchmarks.commands.mutations`: one fault in each command that holds, and whether it is told."""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable
from time import perf_counter

from benchmarks.commands.mutants import Mutant, mutants
from benchmarks.commands.valid import made, of_the_examples, of_the_tests
from opsworthy.commands.accepting import faults
from opsworthy.commands.faults import Wrong

GOALS = {Wrong.SUBCOMMAND: 99.0, Wrong.OPTION: 97.0, Wrong.MISSING: 100.0, Wrong.VALUE: 80.0}


def main() -> int:
    asked = _arguments()
    start = perf_counter()
    every = dict.fromkeys((*of_the_tests(), *of_the_examples(), *made(asked.made, asked.seed)))
    trials = [(mutant, is_caught(mutant)) for valid in every for mutant in mutants(valid, random.Random(f"{asked.seed} {valid}"))]
    for origin in ("tests", "examples", "made"):
        print(f"{sum(valid.origin == origin for valid in every):6} commands that hold, {origin}")
    reached = _table(trials)
    if asked.list_missed:
        for mutant, caught in trials:
            if not caught:
                print(
                    f"MISSED {mutant.kind} ({mutant.valid.origin}): {mutant.valid.tool} {' '.join(mutant.words)}  [{mutant.word}]"
                )
    print(f"{len(trials)} mutants, {perf_counter() - start:.1f} s")
    return 0 if reached else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.commands.mutations", description=__doc__)
    parser.add_argument("--made", type=int, default=60, metavar="N", help="commands made from the syntax of each tool")
    parser.add_argument("--seed", type=int, default=1, help="of the draws")
    parser.add_argument("--list-missed", action="store_true", help="print each mutant that was not told")
    return parser.parse_args()


def is_caught(mutant: Mutant) -> bool:
    """Whether the fault is told for what it is."""
    return any(fault.wrong is mutant.wrong and _names(fault.word, mutant) for fault in faults(mutant.valid.tool, mutant.words))


def _names(word: str, mutant: Mutant) -> bool:
    return word == mutant.word or (mutant.wrong is Wrong.VALUE and word.endswith(mutant.word))


def _table(trials: Iterable[tuple[Mutant, bool]]) -> bool:
    """Prints what was caught of each kind, and says whether every goal is reached."""
    of_kind: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    for mutant, found in trials:
        for key in ((mutant.wrong.value, mutant.kind), (mutant.wrong.value, "")):
            of_kind[key] += 1
            caught[key] += found
    reached = True
    print(f"{'fault':32} {'mutants':>8} {'caught':>8} {'share':>8} {'goal':>6}")
    for (wrong, kind), count in sorted(of_kind.items()):
        share = 100 * caught[wrong, kind] / count
        goal = "" if kind else f"{GOALS[Wrong(wrong)]:.0f}"
        reached = reached and (bool(kind) or share >= GOALS[Wrong(wrong)])
        print(f"{f'  {kind}' if kind else wrong:32} {count:8} {caught[wrong, kind]:8} {share:7.1f}% {goal:>6}")
    return reached


if __name__ == "__main__":
    sys.exit(main())
