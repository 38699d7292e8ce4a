"""The rules and the bar, for reading: ours, and what the organisation of a repository adds to them."""

from opsworthy.app.errors import UserError
from opsworthy.rules.bar import Clause, clauses, coverage
from opsworthy.rules.catalogue import all_rules, find_rule
from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Bar:
    """The rules and the clauses that are in force somewhere."""

    rules: tuple[Rule, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Explained:
    """One rule with the clauses that it serves, in full."""

    rule: Rule
    clauses: tuple[Clause, ...]


def our_bar() -> Bar:
    """Without what any organisation adds."""
    return Bar(all_rules(), clauses())


def list_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    return all_rules()


def explain(word: str, inside: Bar | None = None) -> Explained:
    """One rule by id or name. Raises UserError with the nearest names where there is none."""
    known = inside or our_bar()
    rule = find_rule(word, known.rules)
    if rule is None:
        near = [each.name for each in known.rules if set(word.lower().split("-")) & set(each.name.split("-"))]
        hint = f" Did you mean {', '.join(near[:3])}?" if near else ""
        raise UserError(f"there is no rule {word!r}.{hint} `opsworthy rules` lists them.")
    return Explained(rule, tuple(clause for clause in known.clauses if clause.id in rule.clauses))


def bar(inside: Bar | None = None) -> dict[Clause, tuple[Rule, ...]]:
    """Every clause of the bar with the rules that serve it; an empty tuple where none does yet."""
    known = inside or our_bar()
    return dict(coverage(known.rules, known.clauses))
