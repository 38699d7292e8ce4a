"""How to undo a deployment, how to know to what, and when not to."""

from dataclasses import replace

from opsworthy.documents.asking import answered
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, see, span
from opsworthy.documents.platform import platform_of
from opsworthy.documents.runbook.migrations import data
from opsworthy.documents.runbook.operations import preparation
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System


def rollback(dossier: Dossier) -> tuple[Block, ...]:
    held = operated(sites(dossier.system))
    return (_opening(dossier.system), _last_good(held), *(_environment(dossier, site) for site in held), *data(dossier))


def _opening(system: System) -> Block:
    stuck = [each for each in system.migrations if each.reversible is False]
    forward: list[Item] = [
        step("the defect is older than the deployment: an older version has it too"),
        step("a setting or a secret is wrong and the right value is known: set it"),
    ]
    if stuck:
        places = [place for each in stuck for place in each.irreversible] or [place for each in stuck for place in each.locations]
        forward.append(step(say("the deployment ran a migration that has no way back{}", cite(places, 3))))
    rows = (
        ("back", say("the verification of the deployment fails, or pods or processes of the new version do not stay up")),
        ("back", say("users are affected and the cause is not found within the time that a rollback takes")),
        *(("forward", each.words) for each in forward),
    )
    elements: list[Element] = [heading(2, "Rollback"), heading(3, "Roll back or roll forward")]
    elements.append(table(("Direction", "When"), rows))
    elements += answered(system, "rollback.decision", "Who decides, and on what sign: {}.")
    return Block("rollback", tuple(elements), tuple(place for each in stuck for place in each.irreversible))


def _last_good(held: tuple[Site, ...]) -> Block:
    elements: list[Element] = [heading(3, "The last good version")]
    for site in references(held):
        elements += preparation(site)
        platform = platform_of(site)
        elements += platform.last_good(site) if platform else ()
    if not held:
        elements.append(paragraph("The newest version of which somebody knows that it worked; no file names where it runs."))
    return Block("rollback.last-good", tuple(elements), tuple(place for site in held for place in site.sources[:1]))


def _environment(dossier: Dossier, site: Site) -> Block:
    platform = platform_of(site)
    elements: list[Element] = [heading(3, f"Roll back {site.name}")]
    steps = platform.roll_back(site) if platform else ()
    first: list[Item] = []
    if dossier.system.migrations:
        first.append(step(say("See whether the deployment changed the schema: {}.", see("Data migrations and rollback"))))
    first.append(
        step(
            say(
                "Prerequisites: the same as for a deployment ({}), and {}.",
                see(f"Prerequisites for {site.name}"),
                see("The last good version"),
            )
        )
    )
    elements += [Bullets(tuple(first)), *_time(dossier.system, site)]
    if steps:
        elements.append(Steps(steps))
    if platform is not None:
        checks = platform.verify_undone(site)
        elements += [heading(4, f"Verify the rollback of {site.name}"), Steps((*checks, _told()))]
    return Block(f"rollback.{site.slug}", tuple(elements), site.sources)


def _told() -> Item:
    return step(
        say("The symptom that led to the rollback is gone. If not, it was not the deployment: {}.", see("Where to start"))
    )


def _time(system: System, site: Site) -> tuple[Element, ...]:
    platform = platform_of(site)
    # A rollback takes services back; datastores and finished jobs stay as they are.
    window = platform.window(replace(site, units=site.services)) if platform else None
    told = answered(system, "rollback.minutes", "**Expected rollback time**: {} minutes, verification included.")
    if window is None or system.answer("rollback.minutes"):
        return told
    return (
        paragraph("**Expected rollback time**: at most {} for starting up: {}.", span(window.seconds), window.because),
        *told,
    )
