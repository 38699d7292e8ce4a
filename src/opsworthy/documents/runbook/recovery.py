"""From nothing to running again, and from running to nothing."""

from opsworthy.documents.asking import phrased
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, Words, joined, paragraph, say, step
from opsworthy.documents.phrases import amount, cite, heading, names, see
from opsworthy.documents.platform import platform_of
from opsworthy.documents.site import Site, operated, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Datastore, Service


def recovery(dossier: Dossier) -> tuple[Block, ...]:
    """What a complete restore takes, as far as the files know; nothing where nothing is kept anywhere."""
    system = dossier.system
    kept = [site for site in operated(sites(system)) if any(unit.placement.volumes for unit in site.units) or site.datastores]
    if not kept and not system.datastores:
        return ()
    elements: list[Element] = [heading(3, "Disaster recovery"), *_goals(dossier), *_data(dossier, kept[-1] if kept else None)]
    elements.append(Steps(_order(dossier, kept[-1] if kept else None)))
    return (
        Block(
            "operations.recovery", tuple(elements), tuple(place for store in system.datastores for place in store.locations[:1])
        ),
    )


def _goals(dossier: Dossier) -> tuple[Element, ...]:
    told = [
        found
        for key, text in (
            ("recovery.rto-minutes", "the system may be away for {} minutes"),
            ("recovery.rpo-minutes", "at most the last {} minutes of data may be lost"),
        )
        if (found := phrased(dossier.system, key, text))
    ]
    return (paragraph("What is promised: {}.", joined(told)),) if told else ()


def _data(dossier: Dossier, site: Site | None) -> tuple[Element, ...]:
    stores = [step(_kept(each, site)) for each in dossier.system.datastores]
    backups = [service for service in dossier.system.services if _backs_up(service)]
    words: Words = (
        say("Backups are made by {}{}.", names(each.name for each in backups), cite([each.locations[0] for each in backups]))
        if backups
        else say("No file of this repository makes a backup; {} says what the platform offers.", see("Maintenance"))
        if any(store.platform == "heroku" for store in dossier.system.datastores)
        else say("No file of this repository makes a backup.")
    )
    return (paragraph("What would have to be restored:"), Bullets(tuple(stores)), paragraph("{}", words)) if stores else ()


def _kept(store: Datastore, site: Site | None) -> Words:
    unit = site.unit(store.name) if site else None
    sizes = [amount(volume.size) for volume in unit.placement.volumes if volume.size] if unit else []
    on = say(", on a volume of {}", joined(sizes)) if sizes else say(", plan {}", store.plan) if store.plan else ()
    return say("{} ({}{}){}", store.name, store.engine, on, cite(store.locations, 1))


def _backs_up(service: Service) -> bool:
    """A job that recurs and says by its own name that it saves something."""
    words = service.name.lower().replace("_", "-").split("-")
    return service.kind == "scheduled-job" and bool({"backup", "backups", "dump", "snapshot"} & set(words))


def _order(dossier: Dossier, site: Site | None) -> tuple[Item, ...]:
    stores = [store.name for store in dossier.system.datastores]
    deploy = see(f"Deploy to {site.name}") if site else see("Deployment")
    steps = [step("Stop whatever still writes, and write down the time: it is where the restored data must end.")]
    if dossier.system.secrets:
        steps.append(step(say("Have every secret at hand: {}.", see("Required secrets"))))
    steps.append(step(say("Deploy the last good version as in {}, datastores first.", deploy)))
    if stores:
        platform = platform_of(site) if site else None
        restored = platform.restore(site) if platform and site else None
        steps.append(step(say("Restore the data of {} before anything writes there.", names(stores)), restored))
    if dossier.system.migrations:
        steps.append(step(say("Bring the schema to the version of the code: {}.", see("Data migrations and rollback"))))
    steps.append(step("Verify as after any deployment, then let users in."))
    return tuple(steps)
