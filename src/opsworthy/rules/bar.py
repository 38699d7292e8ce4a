"""The bar: its clauses, and which rules serve each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from opsworthy.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the quality bar: `group` is the heading that it stands under there."""

    id: str
    group: str
    text: str


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the order of the bar."""
    lines = files("opsworthy.rules").joinpath("clauses.tsv").read_text("utf-8").splitlines()
    return tuple(Clause(*line.split("\t")) for line in lines[1:] if line)


def coverage(rules: Iterable[Rule]) -> Mapping[Clause, tuple[Rule, ...]]:
    """The rules that serve each clause; an empty tuple where no rule serves one yet."""
    every = tuple(rules)
    return {clause: tuple(rule for rule in every if clause.id in rule.clauses) for clause in clauses()}
