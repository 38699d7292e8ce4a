"""`opsworthy.rules/1`: the rules as they are published."""

from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass

SCHEMA = "opsworthy.rules/1"


@dataclass(frozen=True)
class RuleView:
    id: str
    name: str
    family: str
    clauses: list[str]
    profiles: list[str]
    severity: str
    fixable: bool
    summary: str


@dataclass(frozen=True)
class RulesView:
    """The whole answer of `opsworthy rules --format json`."""

    schema: str
    rules: list[RuleView]


def view(rules: tuple[Rule, ...]) -> RulesView:
    """The published shape of the rules."""
    return RulesView(SCHEMA, [_rule(rule) for rule in rules])


def _rule(rule: Rule) -> RuleView:
    return RuleView(
        id=rule.id,
        name=rule.name,
        family=rule.family,
        clauses=list(rule.clauses),
        profiles=list(rule.profiles),
        severity=rule.severity.value,
        fixable=rule.fixable,
        summary=rule.summary,
    )
