"""How a case of a rule is judged: as the runbook or the cost plan of the system that is written down beside it."""

from dataclasses import replace
from datetime import date

from opsworthy.documents.parse import parse
from opsworthy.documents.profile import profile_of
from opsworthy.findings.outcome import Outcome
from opsworthy.reports.rule_cases import Case
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Rule, Subject
from opsworthy.text.location import Location
from opsworthy.text.source import Source
from small_systems import as_it_is, read_addresses, read_extras, read_history, read_system, read_texts

TODAY = date(2026, 6, 1)


def path_of(rule: Rule) -> str:
    return f"docs/{_kind(rule)}.md"


def outcomes_of(rule: Rule, case: Case, *, text: str | None = None, every: bool = False) -> list[Outcome]:
    """The outcomes of one rule on one case, or of `every` one. The rules about waivers need all others to run beside them."""
    system, estimate = read_system(case.system)
    kind, shown = _kind(rule), case.text if text is None else text
    document = parse(Source(path_of(rule), shown), kind) if shown.strip() else None
    subject = Subject(
        system=system,
        runbook=document if kind == "runbook" else None,
        cost_plan=document if kind == "cost-plan" else None,
        estimate=estimate,
        anchor=Location(path_of(rule), 1),
        history=read_history(case.system),
        text_of=read_texts(case.system).get,
        addresses=read_addresses(case.system),
    )
    tier = subject.tier if rule.needs == "waivers" else rule.tier
    subject = as_it_is(replace(subject, tier=tier, **read_extras(case.system, path_of(rule), shown)))
    only = () if rule.needs == "waivers" or every else (rule.name,)
    profile = "alert" if document and "alert" in rule.profiles and profile_of(document) == "alert" else ""
    return [each for each in judge(subject, TODAY, only=only, profile=profile) if every or each.rule == rule.id]


def _kind(rule: Rule) -> str:
    return "cost-plan" if rule.family == "cost" or rule.needs == "cost-plan" else "runbook"
