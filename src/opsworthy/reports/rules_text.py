"""What `opsworthy rules`, `explain` and `bar` print."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from opsworthy.reports.printed import Printed, plain, title
from opsworthy.reports.words import columns
from opsworthy.rules.bar import Clause
from opsworthy.rules.rule import Rule


def rules_lines(rules: Iterable[Rule]) -> Iterator[Printed]:
    """A line a rule, by family."""
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    for family, found in families.items():
        yield from title(family)
        yield from plain(columns([(rule.id, rule.name, rule.severity.value, rule.summary) for rule in found]))


def explain_lines(rule: Rule, clauses: Iterable[Clause]) -> Iterator[Printed]:
    """One rule: what, why, mend, clauses, waiver."""
    yield Printed(f"{rule.id} {rule.name} ({rule.severity.value}; {', '.join(rule.profiles)})", "title")
    yield from _paragraph(rule.summary)
    yield from title("why it matters")
    yield from _paragraph(rule.why)
    yield from title("how to mend it")
    yield from _paragraph(rule.fix)
    yield from title("clauses of the bar")
    yield from plain(columns([(clause.id, clause.text) for clause in clauses]))
    yield from title("to allow it in one place, with a reason")
    yield Printed(f"  <!-- opsworthy: allow {rule.name}, reason: …, owner: …, until: 2027-01-31 -->")


def _paragraph(text: str) -> Iterator[Printed]:
    yield from (Printed(f"  {line}") for line in wrap(text, 100))


def bar_lines(served: Mapping[Clause, tuple[Rule, ...]], only_open: bool = False) -> Iterator[Printed]:
    """The clauses by group with the rules that serve each."""
    group = ""
    for clause, rules in served.items():
        if only_open and rules:
            continue
        if clause.group != group:
            group = clause.group
            yield from title(group)
        names = ", ".join(rule.name for rule in rules)
        yield Printed(f"  {clause.id}  {clause.text}")
        yield Printed(f"          {names or 'no rule serves it yet'}", "dim" if rules else "warn")
