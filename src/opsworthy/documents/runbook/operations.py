"""What operators do with a running system: look, start, stop, restart, scale, maintain, restore, turn off."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Element, Hole, paragraph, say, table
from opsworthy.documents.phrases import heading, or_dash
from opsworthy.documents.platform import Platform, platform_of
from opsworthy.documents.runbook.recovery import recovery
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier


def operations(dossier: Dossier) -> tuple[Block, ...]:
    held = operated(sites(dossier.system))
    blocks = [_opening(held)]
    for site in references(held):
        platform = platform_of(site)
        if platform is not None:
            blocks += _of_platform(site, platform)
    return (*blocks, *recovery(dossier))


def _opening(held: tuple[Site, ...]) -> Block:
    elements: list[Element] = [heading(2, "Operations")]
    if not held:
        elements.append(
            paragraph("What runs, and where, is in no file that this tool reads; so there is nothing to operate by name.")
        )
    for site in references(held):
        elements += preparation(site)
    shown = {site.platform: site for site in references(held)}
    others = [site for site in held if site is not _same(shown.get(site.platform), site)]
    if others:
        elements.append(
            paragraph(
                "The commands of this chapter and of Troubleshooting are those of {}. Elsewhere, use:",
                _names(tuple(shown.values())),
            )
        )
        elements.append(
            table(("Environment", "In the place of", "Put"), [_instead(shown[site.platform], site) for site in others])
        )
    return Block("operations", tuple(elements), tuple(place for site in held for place in site.sources[:1]))


def preparation(site: Site) -> tuple[Element, ...]:
    """What a terminal needs once before any command of a chapter works in it."""
    platform = platform_of(site)
    set_once = platform.setting(site) if platform else ()
    return (paragraph("Once in each terminal, for {}:", site.name), *set_once) if set_once else ()


def _same(shown: Site | None, site: Site) -> Site | None:
    return site if shown is not None and shown.key == site.key else None


def _names(held: tuple[Site, ...]) -> str:
    return " and ".join(site.name for site in held)


def _instead(shown: Site, site: Site) -> tuple[Hole, ...]:
    if shown.namespace and site.namespace:
        return (site.name, say("`-n {}`", shown.namespace), say("`-n {}`", site.namespace))
    if site.deploy[1]:
        return (site.name, say("`{}`", shown.deploy[1] or shown.name), say("`{}`", site.deploy[1]))
    return (site.name, say("{}", shown.name), or_dash(say("{}", site.name)))


def _of_platform(site: Site, platform: Platform) -> list[Block]:
    drafted = (
        ("health", "Health checks", platform.health(site)),
        ("logs", "Logs", platform.logs(site)),
        ("restart", "Restart", platform.restart(site)),
        ("stop", "Stop", platform.stop(site)),
        ("start", "Start", platform.start(site)),
        ("scaling", "Scaling", platform.scale(site)),
        ("maintenance", "Maintenance", platform.maintain(site)),
    )
    suffix = f".{site.platform}" if site.suffix else ""
    return [
        Block(f"operations.{key}{suffix}", (heading(3, site.titled(title)), *elements), site.sources)
        for key, title, elements in drafted
        if elements
    ]
