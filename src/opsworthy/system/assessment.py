"""Whether there is something to deploy, and whether it uses paid resources: each with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import PackageDeclared, ProductUsed
from opsworthy.facts.workloads import AddOn, ImageBuilt
from opsworthy.system.folders import ROOT
from opsworthy.system.known import Known
from opsworthy.system.merging import Merged
from opsworthy.system.model import Assessment, Pipeline, Reason, Service, ThirdParty, Told
from opsworthy.system.platforms import host
from opsworthy.system.signs import clouds, is_aside, marks, root_packages
from opsworthy.text.location import Location

_ENDING = frozenset({"job", "scheduled-job", "release-task"})
_MOST = 3
_FREE_PLANS = frozenset({"in-dyno"})
"""Add-ons that run within a test's own dyno."""


@dataclass(frozen=True)
class Evidence:
    """What the assessment looks at."""

    known: Known
    merged: Merged
    services: tuple[Service, ...]
    answers: tuple[Told, ...]
    aside: tuple[Location, ...] = ()

    def answer(self, key: str) -> Told | None:
        return next((told for told in self.answers if told.key == key and told.value != ""), None)


def deployable(evidence: Evidence) -> Assessment:
    """What a person said; else what the files show, the strongest sign first."""
    found = _judged(evidence)
    value, kind = evidence.answer("assessment.deployable"), evidence.answer("assessment.kind")
    if kind is not None and isinstance(kind.value, str):
        says = Reason("opsworthy.toml says so", (kind.location,))
        found = Assessment(kind.value not in ("library", "cli", "none"), kind.value, (says, *found.because))
    if value is not None and isinstance(value.value, bool):
        says = Reason("opsworthy.toml says so", (value.location,))
        kind_now = found.kind if value.value == found.value or kind is not None else "service" if value.value else "none"
        found = Assessment(value.value, kind_now, (says, *found.because))
    return found


def _judged(evidence: Evidence) -> Assessment:
    library = _released(evidence.known)
    published = [package for package in root_packages(evidence.known) if package.publishable and not package.private]
    at_root = any("/" not in package.path for package in published)
    if evidence.services and not (at_root and only_for_others(evidence)):
        kind = "job" if all(service.kind in _ENDING for service in evidence.services) else "service"
        return Assessment(True, kind, _running(evidence.services))
    found = marks(evidence.known, "service")
    if found:
        return Assessment(True, "service", tuple(reason for _, reason in found))
    known = evidence.known
    return library or _site(known) or _application(known) or _infrastructure(known) or _nothing(evidence)


def only_for_others(evidence: Evidence) -> bool:
    """Whether nothing that runs is the package of the root itself: a Compose file in which nothing that is built there
    listens, or a process of a folder inside, such as the documentation's."""
    if evidence.merged.platform == "compose":
        return not any(each.folder == ROOT and each.ports for each in evidence.services)
    return evidence.merged.platform == "heroku" and all(service.folder not in (None, ROOT) for service in evidence.services)


def _running(services: tuple[Service, ...]) -> tuple[Reason, ...]:
    return tuple(Reason(f"{service.name} {host(service.platform).says}", service.locations[:1]) for service in services)


def _released(known: Known) -> Assessment | None:
    """A package for others to install: a program where it brings commands, a library otherwise."""
    packages = [package for package in root_packages(known) if package.publishable and not package.private]
    if not packages:
        return None
    programs = [package for package in packages if package.commands]
    if programs:
        return Assessment(False, "cli", tuple(_program(package) for package in programs[:_MOST]))
    reasons = tuple(Reason("it is a package for others", (each.location,)) for each in packages[:_MOST])
    return Assessment(False, "library", reasons)


def _site(known: Known) -> Assessment | None:
    found = marks(known, "static-site")
    return Assessment(True, "static-site", tuple(reason for _, reason in found)) if found else None


def _application(known: Known) -> Assessment | None:
    """A program that others do not install: a server where it uses a web framework."""
    frameworks = [used for used in known.of(ProductUsed) if used.kind == "framework" and not is_aside(used.location.path)]
    if frameworks:
        says = f"it is built with {frameworks[0].product}, and no file says how it is deployed"
        return Assessment(True, "service", (Reason(says, (frameworks[0].location,)),))
    programs = [package for package in root_packages(known) if package.commands]
    if programs:
        return Assessment(False, "cli", tuple(_program(package) for package in programs[:_MOST]))
    return None


def _program(package: PackageDeclared) -> Reason:
    return Reason(f"it installs the command `{package.commands[0].value}`", (package.commands[0].location,))


def _infrastructure(known: Known) -> Assessment | None:
    found = marks(known, "infrastructure")
    if not found:
        return None
    reasons = tuple(reason for _, reason in found)
    if _is_module(known):
        return Assessment(False, "library", (Reason("it is a Terraform module for others", reasons[0].locations),))
    return Assessment(True, "infrastructure", reasons)


def _is_module(known: Known) -> bool:
    """A Terraform module takes variables, gives outputs, shows its use in examples and keeps no state of its own."""
    own = {path for path in known.paths if path.endswith(".tf")}
    shown = any(path.startswith("examples/") for path in own)
    kept = any(path.endswith((".tfvars", "backend.tf")) for path in known.paths)
    return {"main.tf", "variables.tf", "outputs.tf"} <= own and shown and not kept


def _nothing(evidence: Evidence) -> Assessment:
    built = next((image for image in evidence.known.of(ImageBuilt) if not is_aside(image.path)), None)
    if built is not None:
        return Assessment(False, "cli", (Reason("its image runs a program that does not listen", (built.location,)),))
    if evidence.aside:
        return Assessment(False, "none", (Reason("all that runs stands among examples and tests", evidence.aside),))
    return Assessment(False, "none", (Reason("no file says that anything runs", ()),))


def paid_resources(
    evidence: Evidence, found: Assessment, third_parties: Iterable[ThirdParty], pipelines: tuple[Pipeline, ...]
) -> Assessment:
    """What a person said; else every named resource that sends a bill."""
    told = evidence.answer("assessment.paid-resources")
    reasons = tuple(_paid(evidence, third_parties, pipelines)) if found.value else ()
    if told is not None and isinstance(told.value, bool):
        return Assessment(told.value, "", (Reason("opsworthy.toml says so", (told.location,)), *reasons))
    if not found.value:
        return Assessment(False, "", (Reason("nothing is deployed", ()),))
    return Assessment(bool(reasons), "", reasons or (Reason("no file names a paid resource", ()),))


def _paid(evidence: Evidence, third_parties: Iterable[ThirdParty], pipelines: tuple[Pipeline, ...]) -> Iterable[Reason]:
    platform, places = evidence.merged.platform, _first_places(evidence.services)
    for name in dict.fromkeys((platform or "", *(service.platform for service in evidence.services))):
        if host(name).paid:
            yield Reason(host(name).paid, _first_places([each for each in evidence.services if each.platform == name]) or places)
    paid = [each for each in evidence.known.of(Resource) if each.paid]
    if paid:
        yield Reason(_billed(paid), tuple(dict.fromkeys(each.location for each in paid))[:_MOST])
    added = tuple(each.location for each in evidence.known.of(AddOn) if each.plan not in _FREE_PLANS)
    if added and platform in ("heroku", None):
        yield Reason("Heroku bills add-ons", added[:_MOST])
    for party in third_parties:
        if party.paid:
            yield Reason(f"{party.product} is a paid service", party.locations[:1])
    for kind in ("service", "static-site", "infrastructure"):
        yield from (reason for mark, reason in marks(evidence.known, kind) if mark.paid)
    if platform != "heroku":
        yield from clouds(pipelines)


def _billed(paid: list[Resource]) -> str:
    owners = " and ".join(dict.fromkeys(each.platform for each in paid))
    return f"resources of {owners} that send bills are declared"


def _first_places(services: Iterable[Service]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(service.locations[0] for service in services if service.locations))[:_MOST]
