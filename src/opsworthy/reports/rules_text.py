"""What `opsworthy rules`, `explain` and `bar` print."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from opsworthy.reports.printed import Printed, plain, spanned, title
from opsworthy.reports.rule_excerpts import Excerpts, excerpts_of
from opsworthy.reports.rule_help import mended, owed, waiver_configured, waiver_inline
from opsworthy.reports.words import columns, safe
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
    """One rule: what, why, mend, an excerpt that is broken and one that holds, clauses, waivers."""
    yield Printed(f"{rule.id} {rule.name} ({rule.severity.value}; {', '.join(rule.profiles)})", "title")
    yield from _paragraph(rule.summary)
    yield from _paragraph(f"{owed(rule)} {mended(rule)}", "dim")
    yield from title("why it matters")
    yield from _paragraph(rule.why)
    yield from title("how to mend it")
    yield from _paragraph(rule.fix)
    yield from _excerpts(excerpts_of(rule))
    yield from title("clauses of the bar")
    yield from plain(columns([(clause.id, clause.text) for clause in clauses]))
    yield from title("to allow it in one place, with a reason")
    if rule.needs == "waivers":
        yield Printed("  a finding about a waiver is not waived; mend the waiver or take it out")
        return
    yield Printed(f"  {waiver_inline(rule)}")
    yield from title("or in opsworthy.toml")
    yield from (Printed(f"  {line}") for line in waiver_configured(rule).splitlines())


def _excerpts(found: Excerpts) -> Iterator[Printed]:
    """The finding's line of the broken one is marked by an arrow."""
    if found.bad:
        yield from title("broken")
        for number, line in enumerate(found.bad.split("\n"), 1):
            here = number == found.line
            yield spanned(("> " if here else "  ", "bad"), (f"| {safe(line)}", "plain" if here else "dim"))
    if found.good:
        yield from title("holds")
        yield from (Printed(f"  | {safe(line)}", "dim") for line in found.good.split("\n"))


def _paragraph(text: str, style: str = "plain") -> Iterator[Printed]:
    yield from (Printed(f"  {line}", style) for line in wrap(text, 100))


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
