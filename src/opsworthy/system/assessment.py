"""Whether there is something to deploy, and whether it uses paid resources: each with its reasons."""

from opsworthy.facts.project import PackageDeclared, ProductUsed
from opsworthy.facts.workloads import ImageBuilt
from opsworthy.system.evidence import Evidence
from opsworthy.system.folders import ROOT
from opsworthy.system.known import Known
from opsworthy.system.model import Assessment, Reason, Service
from opsworthy.system.platforms import host
from opsworthy.system.signs import is_aside, marks, root_packages

_ENDING = frozenset({"job", "scheduled-job", "release-task"})
_MOST = 3
_FREE_PLANS = frozenset({"in-dyno"})
"""Add-ons that run within a test's own dyno."""


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
    listens, a process of a folder inside, such as the documentation's, or only pages about it on a host."""
    if all(each.kind == "static-site" for service in evidence.services for each in service.placements):
        return True
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
