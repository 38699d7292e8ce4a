"""The figures of a comparison: right, wrong and missed per kind of fact, precision and recall."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.survey.matching import KINDS, Outcome

PRECISION = 0.97
RECALL = 0.95


@dataclass(frozen=True)
class Score:
    """One kind of fact over all units. A share of nothing is 1."""

    kind: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.right, self.missed)

    @property
    def good(self) -> bool:
        return self.precision >= PRECISION and self.recall >= RECALL


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0


def scores(outcomes: Sequence[Outcome]) -> list[Score]:
    """One score per kind of fact, in the order of KINDS."""
    return [_score(kind, outcomes) for kind in KINDS]


def _score(kind: str, outcomes: Sequence[Outcome]) -> Score:
    errors = [error.sort for outcome in outcomes for error in outcome.errors if error.kind == kind]
    right = sum(outcome.right[kind] for outcome in outcomes)
    return Score(kind, right, errors.count("wrong"), errors.count("missed"))


def table(all_scores: Sequence[Score]) -> list[str]:
    """The scores as lines; a star where a figure is below what is asked."""
    head = f"{'kind of fact':<13}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>9}"
    return [head, *(_line(score) for score in all_scores)]


def _line(score: Score) -> str:
    figures = f"{score.kind:<13}{score.right:>7}{score.wrong:>7}{score.missed:>8}{score.precision:>11.3f}{score.recall:>9.3f}"
    return figures if score.good else f"{figures} *"
