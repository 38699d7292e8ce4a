"""How each environment is brought to a new version, by the pipeline and by hand."""

from opsworthy.documents.asking import answered, listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, Words, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, names, see, span
from opsworthy.documents.platform import Platform, Tool, platform_of
from opsworthy.documents.runbook.pipeline import automation
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Places, System


def deployment(dossier: Dossier) -> tuple[Block, ...]:
    held = sites(dossier.system)
    return (_opening(dossier.system), _tools(held), *(_environment(dossier, site) for site in held))


def _opening(system: System) -> Block:
    elements: list[Element] = [heading(2, "Deployment")]
    waves = system.deployment_order()
    if len(waves) > 1:
        elements.append(paragraph("What needs nothing comes first; each step needs only the steps before it:"))
        elements.append(Steps(tuple(step(names(wave, ", ")) for wave in waves)))
    edges = [(service.name, edge) for service in system.services for edge in service.depends_on]
    if edges:
        rows = [(name, edge.name, say("{}{}", edge.because, cite(edge.locations, 1))) for name, edge in edges]
        elements += [paragraph("Why:"), table(("Service", "Needs", "Because"), rows)]
    outside = [each for each in system.third_parties if each.kind != "platform"]
    if outside:
        told = joined([say("{} ({})", each.product, joined(each.used_by) or "used") for each in outside], "; ")
        elements.append(paragraph("Outside this repository it needs: {}. A deployment does not check that they are up.", told))
    return Block("deployment", tuple(elements), tuple(place for _, edge in edges for place in edge.locations[:1]))


def _tools(held: tuple[Site, ...]) -> Block:
    found: dict[str, Tool] = {}
    for site in held:
        platform = platform_of(site)
        found |= {tool.name: tool for tool in (platform.tools if platform else ())}
    found.setdefault("curl", Tool("curl", sh("curl --version"), "any version", "asks health checks"))
    rows = [(tool.name, tool.why, say("`{}`", tool.check.text), tool.expected) for tool in found.values()]
    return Block(
        "deployment.prerequisites", (heading(3, "Prerequisites"), table(("Tool", "What for", "Check", "Expected"), rows))
    )


def _environment(dossier: Dossier, site: Site) -> Block:
    platform = platform_of(site)
    elements: list[Element] = [heading(3, f"Deploy to {site.name}"), *_introduced(site)]
    if platform is not None:
        elements += _before(dossier, site, platform)
    elements += automation(dossier.system, site)
    steps = platform.deploy(site) if platform else ()
    if steps:
        elements += [heading(4, f"Steps for {site.name}"), Steps(steps)]
    elements += expected_duration(dossier.system, site)
    if platform is not None:
        elements += [heading(4, f"Verify {site.name}"), Steps(platform.verify(site))]
    elements += _if_it_fails(dossier, site)
    return Block(f"deployment.{site.slug}", tuple(elements), site.sources)


def _introduced(site: Site) -> tuple[Element, ...]:
    target = site.deploy[1]
    words: Words = say("{} runs on {}", site.name, site.platform)
    if site.namespace:
        words += say(", in the namespace `{}`", site.namespace)
    if target:
        words += say(", and is deployed from `{}`", target)
    places: Places = site.environment.locations if site.environment else ()
    return (paragraph("{}{}.", words, cite(places, 1)), *_differences(site))


def _differences(site: Site) -> tuple[Element, ...]:
    """What stands there and how much of it, because that is what differs between environments."""
    rows = [
        (unit.name, say("`{}`", unit.image.value) if unit.image else "—", _count(site, unit.name))
        for unit in site.units
        if unit.image or unit.least is not None or unit.placement.schedule
    ]
    return (table(("Service", "Image", "Replicas"), rows),) if rows else ()


def _count(site: Site, name: str) -> str:
    unit = site.unit(name)
    if unit is None:
        return "—"
    if unit.scheduled and unit.placement.schedule:
        return f"by the schedule {unit.placement.schedule.value}"
    if unit.once:
        return "once per deployment"
    size = f" of {unit.placement.size.value}" if unit.placement.size else ""
    if unit.scaling:
        return f"{unit.scaling.minimum} to {unit.scaling.maximum}, by load{size}"
    return f"{unit.replicas.value}{size}" if unit.replicas else "not said"


def _before(dossier: Dossier, site: Site, platform: Platform) -> tuple[Element, ...]:
    items: list[Item] = [step(say("The tools under {}.", see("Prerequisites")))]
    if site.production:
        items += listed(dossier.system, "deployment.approver", "Approval by {}.")
    items += listed(dossier.system, f"environments.{site.key}.context", "The kubectl context {}.")
    items += listed(dossier.system, f"environments.{site.key}.host", "Access to the machine {}.")
    items += listed(dossier.system, f"heroku.app.{site.key}", "The Heroku app {}.")
    items.append(step("Access, seen by commands that only read:", platform.access(site)))
    if site.secrets:
        items.append(step(say("Every secret of the table under {} exists.", see("Required secrets"))))
    items.append(step(say("The version to go back to is written down: {}.", see("The last good version"))))
    return (heading(4, f"Prerequisites for {site.name}"), Bullets(tuple(items)))


def expected_duration(
    system: System, site: Site, key: str | None = None, label: str = "Expected duration"
) -> tuple[Element, ...]:
    """What a person measured, else what the files' own timings allow, with the question."""
    platform = platform_of(site)
    key = f"environments.{site.key}.deploy-minutes"
    told = answered(system, key, "**Expected duration**: {} minutes, verification included.")
    window = platform.window(site) if platform else None
    if window is None or system.answer(key):
        return told
    return (
        paragraph(
            "**{}**: at most {} from the first wait to the last, computed: {}.", label, span(window.seconds), window.because
        ),
        *told,
    )


def _if_it_fails(dossier: Dossier, site: Site) -> tuple[Element, ...]:
    items = [
        step(say("A step or a check fails: stop, look at {}, and do not deploy anything else.", see("Troubleshooting"))),
        step(say("Users are affected, or the cause is not found at once: {}.", see(f"Roll back {site.name}"))),
        *listed(dossier.system, "deployment.notifications", "Say that it is done, or that it was rolled back: {}."),
    ]
    if site not in operated(sites(dossier.system)):
        items = items[:1]
    return (heading(4, f"If deploying to {site.name} fails"), Bullets(tuple(items)))
