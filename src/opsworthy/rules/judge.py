"""The only loop over rules: runs each that the profiles ask for, and turns its verdicts into outcomes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.placing import placed
from opsworthy.findings.waiver import Waiver, honour, read_waivers
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.certainty import confidence_of
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.waiting import explained
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_OPEN = (State.NOT_RUN, State.CANNOT_KNOW, State.ERROR)
"""A rule that says nothing else has not judged, so that nobody knows whether a waiver of it is used."""


def profiles_of(system: System) -> frozenset[str]:
    """What the project answers to: a library's release guide or a service's runbook, and the cost plan."""
    guide = "library" if system.deployable.kind in ("library", "cli", "none") else "service"
    return frozenset([guide, "cost-plan"])


def judge(
    subject: Subject, today: date, *, rules: Iterable[Rule] | None = None, only: Collection[str] = (), profile: str = ""
) -> tuple[Outcome, ...]:
    """Holds a subject to the rules of its profile. `only` names rules by id or name and leaves the others out altogether.

    The profile follows from the system unless one is given; the outcomes come by rule, then by place.
    """
    profiles = frozenset([profile]) if profile else profiles_of(subject.system)
    subject = replace(subject, profile=profile or ("library" if "library" in profiles else "service"), today=today)
    asked = [rule for rule in (all_rules() if rules is None else rules) if not only or {rule.id, rule.name} & set(only)]
    waivers = _waivers(subject, today)
    ran: set[str] = set()
    outcomes: list[Outcome] = []
    for rule in (each for each in asked if each.needs != "waivers"):
        reason = _why_not(rule, subject, profiles)
        told = (_not_run(rule, subject, reason),) if reason else _run(rule, subject)
        outcomes.extend(told)
        ran |= {rule.id.lower(), rule.name} if waivers and any(each.state not in _OPEN for each in told) else set()
    honoured, waivers = honour(placed(tuple(outcomes), _documents(subject)), waivers)
    about = tuple(waiver for waiver in waivers if waiver.problem or waiver.expired or waiver.rule.lower() in ran)
    return honoured + about_waivers(replace(subject, waivers=about), waivers, asked)


def about_waivers(subject: Subject, waivers: tuple[Waiver, ...], rules: Iterable[Rule]) -> tuple[Outcome, ...]:
    """What the rules about waivers say of those of the subject, and of those among `waivers` that name no rule."""
    every = tuple(rules)
    last = replace(subject, waivers=subject.waivers + _strangers(waivers, every))
    told = (outcome for rule in every if rule.needs == "waivers" for outcome in _run(rule, last))
    return placed(tuple(told), _documents(subject))


def _documents(subject: Subject) -> tuple[Document, ...]:
    return tuple(document for document in (subject.runbook, subject.cost_plan) if document)


def _waivers(subject: Subject, today: date) -> tuple[Waiver, ...]:
    return tuple(each for document in _documents(subject) for each in read_waivers(Source(document.path, document.text), today))


def _strangers(waivers: tuple[Waiver, ...], rules: tuple[Rule, ...]) -> tuple[Waiver, ...]:
    """Waivers of rules that do not exist, with that as their problem."""
    if not waivers:
        return ()
    known = {word for rule in (*all_rules(), *rules) for word in (rule.id.lower(), rule.name)}
    return tuple(
        replace(waiver, problem=f"there is no rule {waiver.rule[:60]!r}")
        for waiver in waivers
        if not waiver.problem and not waiver.expired and waiver.rule.lower() not in known
    )


def _why_not(rule: Rule, subject: Subject, profiles: frozenset[str]) -> str:
    """Why a rule does not run here; empty where it does."""
    if profiles.isdisjoint(rule.profiles):
        return f"the rule is for {' and '.join(rule.profiles)}, and this project answers to {' and '.join(sorted(profiles))}"
    if subject.tier > rule.tier:
        return f"the rule is owed from tier {rule.tier} on, and this system is of tier {subject.tier}"
    if rule.needs == "runbook" and subject.runbook is None:
        return "there is no runbook to look at"
    if rule.needs == "cost-plan" and subject.cost_plan is None:
        return "there is no cost plan to look at"
    return ""


def _not_run(rule: Rule, subject: Subject, reason: str) -> Outcome:
    return _outcome(rule, Verdict(State.NOT_RUN, reason, subject.anchor), subject)


def _run(rule: Rule, subject: Subject) -> tuple[Outcome, ...]:
    """Runs one rule. Whatever it raises is our bug and hides nothing: the other rules still run."""
    try:
        verdicts = tuple(explained(rule, each, subject) for each in rule.judge(subject))
    except Exception as failure:  # noqa: BLE001 - the entry point of a rule: its bug must not hide what the others find
        return (_bug(rule, subject, f"it raised {type(failure).__name__}"),)
    if not verdicts:
        return (_bug(rule, subject, "it gave no verdict"),)
    if len(verdicts) == 1:
        return (_outcome(rule, verdicts[0], subject),)
    return tuple(_outcome(rule, each, subject) for each in sorted(verdicts, key=attrgetter("location")))


def _bug(rule: Rule, subject: Subject, what: str) -> Outcome:
    told = f"{rule.name} could not judge this: {what}. This is a bug in Opsworthy, not in the document; please report it."
    return _outcome(rule, Verdict(State.ERROR, told, subject.anchor), subject)


def undecided(rule: Rule, location: Location) -> Outcome:
    """What is said of a document whose judgement was cut short, in the name of a rule."""
    told = (
        "the process that judged this document ended over it. This is a bug in Opsworthy, not in the document; please report it."
    )
    return _outcome(rule, Verdict(State.ERROR, told, location), None)


def _outcome(rule: Rule, verdict: Verdict, subject: Subject | None) -> Outcome:
    confidence = confidence_of(rule, verdict, subject) if subject else verdict.confidence
    return Outcome(
        rule=rule.id, name=rule.name, clauses=rule.clauses, state=verdict.state, severity=rule.severity,
        confidence=confidence, message=verdict.message, location=verdict.location, related=verdict.related,
        fix=verdict.fix or (rule.fix if verdict.state is State.BROKEN else None), open_question=verdict.open_question,
        patch=verdict.patch,
    )  # fmt: skip
