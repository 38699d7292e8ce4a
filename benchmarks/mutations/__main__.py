"""`python -m benchmarks.mutations`: one fault in each document that holds, and whether the rule that should catches it."""

import argparse
import os
import random
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from benchmarks.mutations.kind import kinds
from benchmarks.mutations.mutant import mutants
from benchmarks.mutations.original import originals
from benchmarks.mutations.report import Tally, Trial, on_originals, tallied, tried

GOAL = 98


def main() -> int:
    asked = _arguments()
    start = perf_counter()
    every = originals()
    chosen = [each for each in every if not asked.original or each.name in asked.original]
    troubled = list(on_originals(chosen))
    for line in troubled:
        print(f"FINDING ON AN ORIGINAL {line}")
    with ProcessPoolExecutor(min(asked.processes, len(chosen))) as pool:
        work = [(each.name, tuple(asked.kind), asked.sample, asked.seed) for each in chosen]
        trials = [trial for part in pool.map(_of_original, work) for trial in part]
    tallies = tallied(trials)
    _print_table(tallies)
    if asked.list_missed:
        _print_missed(trials)
    count, caught = len(trials), sum(each.caught for each in tallies.values())
    share = 100 * caught / count if count else 0
    print(
        f"\n{len(tallies)} kinds, {count} mutants of {len(chosen)} originals: {share:.1f} % caught by the rule that should, "
        f"{sum(each.by_another for each in tallies.values())} by another alone, {sum(each.missed for each in tallies.values())} "
        f"missed; {len(troubled)} findings on the originals; {perf_counter() - start:.0f} s"
    )
    return 0 if share >= GOAL and not troubled else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--kind", action="append", default=[], choices=[each.name for each in kinds()], metavar="KIND")
    parser.add_argument("--original", action="append", default=[], metavar="NAME", help="an archive of originals/, without .txt")
    parser.add_argument("--list-missed", action="store_true", help="print each mutant that its rule did not catch")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="at most N mutants of each original, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _of_original(work: tuple[str, tuple[str, ...], int, int]) -> list[Trial]:
    name, only, sample, seed = work
    (original,) = (each for each in originals() if each.name == name)
    found = list(mutants(original, only))
    if sample and sample < len(found):
        found = random.Random(f"{seed} {name}").sample(found, sample)
    return list(tried(found))


def _print_table(tallies: dict[str, Tally]) -> None:
    print(f"{'kind':32} {'mutants':>7} {'caught':>7} {'another':>7} {'missed':>7}")
    for name in (each.name for each in kinds() if each.name in tallies):
        each = tallies[name]
        mark = "" if each.caught == each.count else "  <"
        print(f"{name:32} {each.count:7} {each.caught:7} {each.by_another:7} {each.missed:7}{mark}")


def _print_missed(trials: Iterable[Trial]) -> None:
    for each in (trial for trial in trials if not trial.caught):
        told = "; ".join(f"{rule}: {message}" for rule, message in each.findings[:2]) or "nothing"
        print(f"MISSED {each.mutant.name} (owed by {', '.join(sorted(each.mutant.kind.rules))}): {told}")


if __name__ == "__main__":
    sys.exit(main())
