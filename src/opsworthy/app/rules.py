"""The rules and the bar, for reading."""

from dataclasses import dataclass

from opsworthy.app.errors import UserError
from opsworthy.rules.bar import Clause, clauses, coverage
from opsworthy.rules.catalogue import all_rules, find_rule
from opsworthy.rules.rule import Rule


@dataclass(frozen=True)
class Explained:
    """One rule with the clauses that it serves, in full."""

    rule: Rule
    clauses: tuple[Clause, ...]


def list_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    return all_rules()


def explain(word: str) -> Explained:
    """One rule by id or name. Raises UserError with the nearest names where there is none."""
    rule = find_rule(word)
    if rule is None:
        near = [each.name for each in all_rules() if set(word.lower().split("-")) & set(each.name.split("-"))]
        hint = f" Did you mean {', '.join(near[:3])}?" if near else ""
        raise UserError(f"there is no rule {word!r}.{hint} `opsworthy rules` lists them.")
    return Explained(rule, tuple(clause for clause in clauses() if clause.id in rule.clauses))


def bar() -> dict[Clause, tuple[Rule, ...]]:
    """Every clause of the bar with the rules that serve it; an empty tuple where none does yet."""
    return dict(coverage(all_rules()))
