"""The only loop over rules: runs each that the profiles ask for, and turns its verdicts into outcomes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.waiver import Waiver, honour, read_waivers
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.system.model import System
from opsworthy.text.source import Source


def profiles_of(system: System) -> frozenset[str]:
    """What the project answers to: a library's release guide or a service's runbook, and the cost plan."""
    guide = "library" if system.deployable.kind in ("library", "cli", "none") else "service"
    return frozenset([guide, "cost-plan"])


def judge(
    subject: Subject, today: date, *, rules: Iterable[Rule] | None = None, only: Collection[str] = ()
) -> tuple[Outcome, ...]:
    """Holds a subject to the rules of its profile. `only` names rules by id or name and leaves the others out altogether.

    The profile follows from the system; the outcomes come by rule, then by place.
    """
    profiles = profiles_of(subject.system)
    subject = replace(subject, profile="library" if "library" in profiles else "service", today=today)
    asked = [rule for rule in (all_rules() if rules is None else rules) if not only or {rule.id, rule.name} & set(only)]
    waivers = _waivers(subject, today)
    ran: set[str] = set()
    outcomes: list[Outcome] = []
    for rule in (each for each in asked if each.needs != "waivers"):
        reason = _why_not(rule, subject, profiles)
        outcomes.extend([_not_run(rule, subject, reason)] if reason else _run(rule, subject))
        ran |= set() if reason else {rule.id.lower(), rule.name}
    told, waivers = honour(tuple(outcomes), waivers)
    about = tuple(waiver for waiver in waivers if waiver.problem or waiver.expired or waiver.rule.lower() in ran)
    last = replace(subject, waivers=tuple(about) + _strangers(waivers))
    for rule in (each for each in asked if each.needs == "waivers"):
        told += _run(rule, last)
    return told


def _waivers(subject: Subject, today: date) -> tuple[Waiver, ...]:
    documents = [document for document in (subject.runbook, subject.cost_plan) if document]
    return tuple(each for document in documents for each in read_waivers(Source(document.path, document.text), today))


def _strangers(waivers: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    """Waivers of rules that do not exist, with that as their problem."""
    known = {word for rule in all_rules() for word in (rule.id.lower(), rule.name)}
    return tuple(
        replace(waiver, problem=f"there is no rule {waiver.rule[:60]!r}")
        for waiver in waivers
        if not waiver.problem and not waiver.expired and waiver.rule.lower() not in known
    )


def _why_not(rule: Rule, subject: Subject, profiles: frozenset[str]) -> str:
    """Why a rule does not run here; empty where it does."""
    if not profiles & set(rule.profiles):
        return f"the rule is for {' and '.join(rule.profiles)}, and this project answers to {' and '.join(sorted(profiles))}"
    if rule.needs == "runbook" and subject.runbook is None:
        return "there is no runbook to look at"
    if rule.needs == "cost-plan" and subject.cost_plan is None:
        return "there is no cost plan to look at"
    return ""


def _not_run(rule: Rule, subject: Subject, reason: str) -> Outcome:
    return _outcome(rule, Verdict(State.NOT_RUN, reason, subject.anchor))


def _run(rule: Rule, subject: Subject) -> tuple[Outcome, ...]:
    """Runs one rule. Whatever it raises is our bug and hides nothing: the other rules still run."""
    try:
        verdicts = tuple(rule.judge(subject))
    except Exception as failure:  # noqa: BLE001 - the entry point of a rule: its bug must not hide what the others find
        return (_bug(rule, subject, f"it raised {type(failure).__name__}"),)
    if not verdicts:
        return (_bug(rule, subject, "it gave no verdict"),)
    return tuple(_outcome(rule, each) for each in sorted(verdicts, key=lambda each: each.location))


def _bug(rule: Rule, subject: Subject, what: str) -> Outcome:
    told = f"{rule.name} could not judge this: {what}. This is a bug in Opsworthy, not in the document; please report it."
    return _outcome(rule, Verdict(State.ERROR, told, subject.anchor))


def _outcome(rule: Rule, verdict: Verdict) -> Outcome:
    return Outcome(
        rule=rule.id, name=rule.name, clauses=rule.clauses, state=verdict.state, severity=rule.severity,
        confidence=verdict.confidence, message=verdict.message, location=verdict.location, related=verdict.related,
        fix=verdict.fix or (rule.fix if verdict.state is State.BROKEN else None), open_question=verdict.open_question,
        patch=verdict.patch,
    )  # fmt: skip
