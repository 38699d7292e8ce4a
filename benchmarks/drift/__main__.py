"""`python -m benchmarks.drift CLONES…`: one value changed at a time in public repositories, and whether a check says so.

CLONES are folders that hold the clones listed in repositories.tsv, each as `owner+name`; `--fetch` gets those that are missing.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.drift.clones import Listed, fetched, ground_of, listed
from benchmarks.drift.draw import drawn
from benchmarks.drift.report import missed_lines, table, total, wrong_lines
from benchmarks.drift.seeds import Seed, seeds
from benchmarks.drift.trial import Trial, Trials

RECALL, PRECISION = 95.0, 97.0


def main() -> int:
    asked = _arguments()
    start = perf_counter()
    if asked.fetch:
        fetched(asked.clones[0])
    chosen = listed(asked.repository)
    pools = [ProcessPoolExecutor(1) for _ in range(asked.processes)]
    of = {each.repository: pools[at % len(pools)] for at, each in enumerate(chosen)}
    first = [of[each.repository].submit(_possible, each, asked) for each in chosen]
    possible = [each.result() for each in first]
    absent = [each.repository for each, found in zip(chosen, possible, strict=True) if found is None]
    wanted = drawn((seed for found in possible for seed in found or ()), asked.count, Random(asked.seed))
    by = {each: [seed for seed in wanted if seed.repository == each.repository] for each in chosen}
    second = [of[each.repository].submit(_tried, each, asked, by[each]) for each in chosen]
    trials = [trial for each in second for trial in each.result()]
    for pool in pools:
        pool.shutdown()
    print("\n".join(table(trials)))
    if asked.list_missed:
        print("\n".join((*missed_lines(trials), *wrong_lines(trials))))
    recall, precision, told = total(trials)
    print(f"\n{told}; {len(chosen) - len(absent)} repositories; {perf_counter() - start:.0f} s")
    if absent:
        print(f"not there: {', '.join(absent)}")
    return 0 if recall >= RECALL and precision >= PRECISION and not absent else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drift", description=__doc__)
    parser.add_argument("clones", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="of the draw and of the changed values")
    parser.add_argument("--kind", action="append", default=[], help="only changes of this kind")
    parser.add_argument("--side", choices=("files", "document"))
    parser.add_argument("--maker", choices=("generated", "hand-written"), help="only documents of this origin")
    parser.add_argument("--repository", action="append", default=[], metavar="WORD", help="only repositories named so")
    parser.add_argument("--changed-since", action="store_true", help="check each change as a commit, against the one before it")
    parser.add_argument("--list-missed", action="store_true", help="print each change that was missed, and what was said wrongly")
    parser.add_argument("--fetch", action="store_true", help="clone what is missing into the first folder")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args()


@cache
def _trials(each: Listed, clones: tuple[Path, ...], under_review: bool) -> Trials | None:
    """Kept by the process that drew from a repository, which tries its changes as well."""
    ground = ground_of(each, clones)
    return Trials(ground, under_review=under_review) if ground else None


def _possible(each: Listed, asked: argparse.Namespace) -> list[Seed] | None:
    trials = _trials(each, tuple(asked.clones), asked.changed_since)
    if trials is None:
        return None
    found = seeds(trials.ground, Random(f"{asked.seed} {each.repository}"))
    return [seed for seed in found if _asked_for(seed, asked) and not trials.doubtful(seed)]


def _asked_for(seed: Seed, asked: argparse.Namespace) -> bool:
    maker = "generated" if seed.document.made else "hand-written"
    return (
        (seed.kind in asked.kind or not asked.kind) and seed.side == (asked.side or seed.side) and maker == (asked.maker or maker)
    )


def _tried(each: Listed, asked: argparse.Namespace, wanted: list[Seed]) -> list[Trial]:
    trials = _trials(each, tuple(asked.clones), asked.changed_since)
    return [trial for seed in wanted if (trial := trials.tried(seed)) is not None] if trials else []


if __name__ == "__main__":
    sys.exit(main())
