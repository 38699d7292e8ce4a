"""Counts trials by kind, side and maker, and prints what was missed or said wrongly."""

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.drift.trial import Trial


def table(trials: Sequence[Trial]) -> Iterator[str]:
    """One row for each kind and side."""
    yield f"{'kind':12} {'side':9} {'generated':>14} {'hand-written':>14} {'recall':>8}  findings"
    told: Counter[tuple[str, str, bool, bool]] = Counter()
    rules: dict[tuple[str, str], Counter[str]] = {}
    for each in trials:
        told[each.seed.kind, each.seed.side, each.seed.document.made, bool(each.caught)] += 1
        rules.setdefault((each.seed.kind, each.seed.side), Counter()).update(one.rule for one in each.caught)
    for kind, side in sorted(rules):
        made, written = (_caught(told, kind, side, made=by) for by in (True, False))
        share = 100 * (made[0] + written[0]) / (made[1] + written[1])
        named = ", ".join(f"{rule} {count}" for rule, count in rules[kind, side].most_common(3))
        yield f"{kind:12} {side:9} {_of(made)} {_of(written)} {share:6.1f} %  {named}"
    for what in ("style", "side"):
        counts = Counter((getattr(each.seed, what), bool(each.caught)) for each in trials)
        names = sorted({name for name, _ in counts})
        shares = (f"{name} {100 * counts[name, True] / (counts[name, True] + counts[name, False]):.1f} %" for name in names)
        yield f"by {what}: {', '.join(shares)}"


def _caught(told: Counter[tuple[str, str, bool, bool]], kind: str, side: str, *, made: bool) -> tuple[int, int]:
    return told[kind, side, made, True], told[kind, side, made, True] + told[kind, side, made, False]


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]:6} of {pair[1]:4}"


def total(trials: Sequence[Trial]) -> tuple[float, float, str]:
    """Recall and precision in percent, and both in words."""
    caught = sum(bool(each.caught) for each in trials)
    right, wrong = sum(len(each.caught) for each in trials), sum(len(each.wrong) for each in trials)
    recall = 100 * caught / max(1, len(trials))
    precision = 100 * right / max(1, right + wrong)
    words = f"{len(trials)} changes, {caught} caught: recall {recall:.1f} %; {right + wrong} new findings, {wrong} of them wrong"
    return recall, precision, f"{words}: precision {precision:.1f} %"


def missed_lines(trials: Sequence[Trial]) -> Iterator[str]:
    """One line for each change that was missed."""
    for each in sorted((trial for trial in trials if not trial.caught), key=lambda trial: (trial.seed.kind, trial.seed.side)):
        made = "generated" if each.seed.document.made else "hand-written"
        line = each.seed.document.text.split("\n")[each.seed.mentions[0].line - 1].strip()
        yield f"MISSED {each.seed.name} {made}\n    {line[:160]}"


def wrong_lines(trials: Sequence[Trial]) -> Iterator[str]:
    """One line for each finding that does not follow from its change."""
    for each in trials:
        for finding in each.wrong:
            yield f"WRONG {each.seed.name}\n    {finding.rule} {finding.location}: {finding.message[:160]}"
