"""The procedure of one environment: what it takes, by the pipeline and by hand, how long, how to see that it worked."""

from opsworthy.documents.asking import answered, listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, Words, paragraph, say, step
from opsworthy.documents.phrases import cite, heading, see, span
from opsworthy.documents.platform import Platform, platform_of
from opsworthy.documents.runbook.pipeline import automation
from opsworthy.documents.site import Site
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Places, System


def environment(dossier: Dossier, site: Site) -> Block:
    platform = platform_of(site)
    elements: list[Element] = [heading(3, f"Deploy to {site.name}"), _introduced(site, platform)]
    if platform is not None and not site.passing:
        elements += _before(dossier, site, platform)
    elements += automation(dossier.system, site)
    steps = platform.deploy(site) if platform else ()
    if steps:
        elements += [heading(4, f"Steps for {site.name}"), Steps(steps)]
    elif platform is None:
        elements.append(paragraph("No file of this repository says how it is deployed by hand."))
    if not site.passing:
        elements += _duration(dossier.system, site, platform)
    if platform is not None:
        elements += [heading(4, f"Verify {site.name}"), Steps(platform.verify(site))]
    if not site.passing:
        elements += _if_it_fails(dossier, site)
    return Block(f"deployment.{site.slug}", tuple(elements), site.sources)


def _introduced(site: Site, platform: Platform | None) -> Element:
    words: Words = say("Platform: {}", platform.title if platform else site.platform)
    if site.namespace:
        words += say("; namespace `{}`", site.namespace)
    if site.deploy[1]:
        words += say("; deployed from `{}`", site.deploy[1])
    places: Places = site.environment.locations if site.environment else ()
    return paragraph("{}{}.", words, cite(places, 1))


def _before(dossier: Dossier, site: Site, platform: Platform) -> tuple[Element, ...]:
    items: list[Item] = [step(say("The tools under {}.", see("Prerequisites")))]
    if site.production:
        items += listed(dossier.system, "deployment.approver", "Approval by {}.")
    items += listed(dossier.system, f"environments.{site.asked}.context", "The kubectl context {}.")
    items += listed(dossier.system, f"environments.{site.asked}.host", "Access to the machine {}.")
    items += listed(dossier.system, f"heroku.app.{site.asked}", "The Heroku app {}.")
    items.append(step("Access, seen by commands that only read:", platform.access(site)))
    if site.secrets:
        items.append(step(say("Every secret of the table under {} exists.", see("Required secrets"))))
    items.append(step(say("The version to go back to is written down: {}.", see("The last good version"))))
    return (heading(4, f"Prerequisites for {site.name}"), Bullets(tuple(items)))


def _duration(system: System, site: Site, platform: Platform | None) -> tuple[Element, ...]:
    """What a person measured, else what the files' own timings allow, with the question."""
    key = f"environments.{site.asked}.deploy-minutes"
    told = answered(system, key, "**Expected duration**: {} minutes, verification included.")
    window = platform.window(site) if platform else None
    if window is None or system.answer(key):
        return told
    text = "**Expected duration**: at most {} for starting up, without pulling images and migrating: {}."
    return (paragraph(text, span(window.seconds), window.because), *told)


def _if_it_fails(dossier: Dossier, site: Site) -> tuple[Element, ...]:
    items = (
        step(say("A step or a check fails: stop, look at {}, and do not deploy anything else.", see("Troubleshooting"))),
        step(say("Users are affected, or the cause is not found at once: {}.", see(f"Roll back {site.name}"))),
        *listed(dossier.system, "deployment.notifications", "Say that it is done, or that it was rolled back: {}."),
    )
    return (heading(4, f"If deploying to {site.name} fails"), Bullets(items))
