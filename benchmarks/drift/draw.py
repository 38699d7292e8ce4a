"""Draws as many changes as were asked for, evenly over kinds, sides and documents that were written or made."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from benchmarks.drift.seeds import Seed


def drawn(found: Iterable[Seed], count: int, random: Random) -> list[Seed]:
    """Round by round one of each group of kind, side and maker; within a group one repository after the other, so that neither
    what is common nor what is large makes up the sum."""
    groups: dict[tuple[str, str, bool], dict[str, list[Seed]]] = defaultdict(lambda: defaultdict(list))
    for seed in found:
        groups[seed.kind, seed.side, seed.document.made][seed.repository].append(seed)
    queues = [_in_turn(groups[key], random) for key in sorted(groups)]
    chosen: list[Seed] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop())
    return chosen


def _in_turn(repositories: dict[str, list[Seed]], random: Random) -> list[Seed]:
    """The last first: one seed of each repository, then the next."""
    for each in repositories.values():
        random.shuffle(each)
    longest = max(map(len, repositories.values()))
    turns = [[each[at] for each in repositories.values() if at < len(each)] for at in range(longest)]
    for turn in turns:
        random.shuffle(turn)
    return [seed for turn in turns for seed in turn][::-1]
