"""Whether a system uses resources that send bills: those that its files name and that it does not run without."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import AppDeclared, VariableRead
from opsworthy.facts.workloads import AddOn
from opsworthy.system.evidence import Evidence
from opsworthy.system.mentions import mentioned
from opsworthy.system.model import Assessment, Pipeline, Reason, Secret, Service, ThirdParty
from opsworthy.system.platforms import host
from opsworthy.system.signs import clouds, marks
from opsworthy.text.location import Location

_MOST = 4
_FREE_PLANS = frozenset({"in-dyno"})
"""Add-ons that run within a test's own dyno."""
_UNUSED = frozenset({"dotenv", "unknown"})
"""Where a secret is named that nothing which runs is told to be given."""


def paid_resources(
    evidence: Evidence,
    found: Assessment,
    third_parties: Iterable[ThirdParty],
    pipelines: tuple[Pipeline, ...],
    secrets: tuple[Secret, ...],
) -> Assessment:
    """What a person said; else every named resource that sends a bill."""
    told = evidence.answer("assessment.paid-resources")
    named = (*_budgeted(evidence), *_paid(evidence, pipelines), *_parties(evidence, third_parties, secrets))
    reasons = named if found.value else ()
    if told is not None and isinstance(told.value, bool):
        return Assessment(told.value, "", (Reason("opsworthy.toml says so", (told.location,)), *reasons))
    if not found.value:
        return Assessment(False, "", (Reason("nothing is deployed", ()),))
    return Assessment(bool(reasons), "", reasons or (Reason("no file names a paid resource", ()),))


def _budgeted(evidence: Evidence) -> Iterator[Reason]:
    """Who states a budget pays."""
    told = [each for each in evidence.answers if each.key.startswith("budget.") and each.value != ""]
    if told:
        yield Reason("opsworthy.toml states a budget", (told[0].location,))


def _paid(evidence: Evidence, pipelines: tuple[Pipeline, ...]) -> Iterator[Reason]:
    """Platforms that bill, what they add, and what clouds are told to make. A Procfile alone names no platform: several read
    it."""
    platform, known = evidence.merged.platform, evidence.known
    added = tuple(each.location for each in known.of(AddOn) if each.plan not in _FREE_PLANS)
    for name in dict.fromkeys((platform or "", *(service.platform for service in evidence.services))):
        declared = any(each.platform == "heroku" for each in known.of(AppDeclared))
        if host(name).paid and (name != "heroku" or added or declared):
            places = _first_places(each for each in evidence.services if each.platform == name)
            yield Reason(host(name).paid, places or _first_places(evidence.services))
    if added:
        yield Reason("Heroku bills add-ons", added[:_MOST])
    made = [each for each in known.of(Resource) if each.paid]
    if made:
        owners = " and ".join(dict.fromkeys(each.platform for each in made))
        yield Reason(
            f"resources of {owners} that send bills are declared", tuple(dict.fromkeys(e.location for e in made))[:_MOST]
        )
    for kind in ("service", "static-site", "infrastructure"):
        yield from (reason for mark, reason in marks(known, kind) if mark.paid)
    yield from clouds(pipelines)


def _parties(evidence: Evidence, third_parties: Iterable[ThirdParty], secrets: tuple[Secret, ...]) -> Iterator[Reason]:
    """Outside services that are paid by use and that what runs is given a key for, or cannot start without one. What a
    library could do and no file sets up is an option."""
    given = {each.name for each in secrets if each.store not in _UNUSED}
    given |= {each.name for each in evidence.known.of(VariableRead) if each.required}
    words = {word for name in given for word in re.split(r"[^a-z0-9]+", name.lower())}
    for party in third_parties:
        if party.paid and party.kind != "observability" and mentioned(party.product, words):
            yield Reason(f"{party.product} is a paid service", party.locations[:1])


def _first_places(services: Iterable[Service]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(service.locations[0] for service in services if service.locations))[:_MOST]
