"""The deployment chapter: in which order, with which tools, what differs between environments, and each of them."""

from collections.abc import Iterator

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Element, Hole, Steps, Words, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, marked, names, or_dash
from opsworthy.documents.platform import Tool, platform_of
from opsworthy.documents.runbook.environment import environment
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Edge, System

NOWHERE = "No file that this tool reads says where this runs, or by which commands it gets there."


def deployment(dossier: Dossier) -> tuple[Block, ...]:
    held = sites(dossier.system)
    places = (environment(dossier, site) for site in held)
    return (_order(dossier.system, held), *_differences(held), _tools(held), *places)


def _order(system: System, held: tuple[Site, ...]) -> Block:
    elements: list[Element] = [heading(2, "Deployment")]
    if not held:
        elements.append(paragraph(NOWHERE))
    waves = system.deployment_order()
    if len(waves) > 1:
        elements.append(paragraph("What needs nothing comes first; each step needs only the steps before it:"))
        elements.append(Steps(tuple(step(names(wave, ", ")) for wave in waves)))
    needy = [service for service in system.services if service.depends_on]
    if needy:
        rows = [(service.name, _because(service.depends_on)) for service in needy]
        elements += [paragraph("Why:"), table(("Service", "Needs"), rows)]
    outside = [each for each in system.third_parties if each.kind != "platform"]
    if outside:
        told = joined([say("{} ({})", each.product, joined(each.used_by) or "used") for each in outside], "; ")
        elements.append(paragraph("Outside this repository it needs: {}. A deployment does not check that they are up.", told))
    places = tuple(place for service in needy for edge in service.depends_on for place in edge.locations[:1])
    return Block("deployment", tuple(elements), places)


def _because(edges: tuple[Edge, ...]) -> Words:
    return joined([say("**{}**: {}{}", edge.name, marked(edge.because), cite(edge.locations, 1)) for edge in edges], "; ")


def _differences(held: tuple[Site, ...]) -> tuple[Block, ...]:
    """One row for each service, one column for each environment: the version, and how many."""
    named = dict.fromkeys(unit.name for site in held for unit in site.units)
    rows: list[tuple[Hole, ...]] = [(name, *(or_dash(_there(site.unit(name))) for site in held)) for name in named]
    if not any(unit.image or unit.least for site in held for unit in site.units):
        return ()
    header = ("Service", *(site.name for site in held))
    intro = paragraph("What stands where, and how many replicas of it, as the files say now:")
    places = tuple(unit.image.location for site in held for unit in site.units if unit.image)
    return (Block("deployment.differences", (heading(3, "Environments compared"), intro, table(header, rows)), places),)


def _there(unit: Unit | None) -> Words:
    if unit is None:
        return ()
    version = unit.image.value.rpartition("/")[2] if unit.image else ""
    built = say("built here ") if unit.placement.built else ()
    shown = say("`{}` ", version) if version else built
    return (*shown, *say("{}", _count(unit)))


def _count(unit: Unit) -> str:
    if unit.scheduled and unit.placement.schedule:
        return f"at {unit.placement.schedule.value}"
    if unit.once:
        return "once per deployment"
    size = f" {unit.placement.size.value}" if unit.placement.size else ""
    if unit.scaling:
        return f"× {unit.scaling.minimum} to {unit.scaling.maximum}{size}"
    return f"× {unit.replicas.value}{size}" if unit.replicas else "number not said"


def _shared(held: tuple[Site, ...]) -> Iterator[Tool]:
    """Programs that do not belong to a platform."""
    yield Tool("curl", sh("curl --version"), "any version", "asks health checks")
    for system in [site.system for site in held[:1]]:
        if system.pipelines or any(each.store == "github-actions" for each in system.secrets):
            yield Tool("gh", sh("gh auth status"), "Logged in to github.com", "shows runs of the pipeline and its secrets")
        if any(each.tls for each in system.endpoints) or system.secrets:
            yield Tool("openssl", sh("openssl version"), "any version", "looks at certificates, makes random secrets")


def _tools(held: tuple[Site, ...]) -> Block:
    found: dict[str, Tool] = {}
    for site in held:
        platform = platform_of(site)
        found |= {tool.name: tool for tool in (platform.tools if platform else ())}
    found |= {tool.name: tool for tool in _shared(held)}
    rows = [(tool.name, tool.why, say("`{}`", tool.check.text), tool.expected) for tool in found.values()]
    shown = table(("Tool", "What for", "Check", "Expected"), rows)
    return Block("deployment.prerequisites", (heading(3, "Prerequisites"), shown))
