"""How certain a finding is: some rules are often wrong about documents that follow a form of their own."""

from functools import cache

from opsworthy.documents.profile import is_named_runbook
from opsworthy.findings.outcome import Confidence, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.form import follows_the_bar
from opsworthy.text.data import data_of


def confidence_of(rule: Rule, verdict: Verdict, subject: Subject) -> Confidence:
    """What the rule says itself, lowered where it is known to be often wrong about a document of this kind. An open question that
    was written down stays certain, and so does everything where a person said which profile the document answers to."""
    if verdict.state is not State.BROKEN or verdict.open_question or subject.profile_named:
        return verdict.confidence
    profile = "cost-plan" if rule.needs == "cost-plan" else subject.profile
    listed = rule.name in _lists()["often"].get(profile, ())
    if not listed and (verdict.confidence is Confidence.HIGH or rule.name not in _lists()["where-medium"].get(profile, ())):
        return verdict.confidence
    document = subject.cost_plan if profile == "cost-plan" else subject.runbook
    certain = document and (profile != "page" or is_named_runbook(document)) and follows_the_bar(document)
    return verdict.confidence if certain else Confidence.LOW


@cache
def _lists() -> dict[str, dict[str, frozenset[str]]]:
    data = data_of(__package__, "certainty.toml")
    return {kind: {profile: frozenset(names) for profile, names in listed.items()} for kind, listed in data.items()}
