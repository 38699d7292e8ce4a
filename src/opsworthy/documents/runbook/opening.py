"""The head of a runbook: what it is about, where to go at 3 a.m., and the system on one page."""

from posixpath import relpath

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import AsOf, Bullets, Element, Hole, Link, Words, joined, paragraph, say, step, table, words_of
from opsworthy.documents.phrases import cite, heading, marked, names, or_dash, place, see
from opsworthy.documents.site import Site, Unit, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Datastore, Service

_ABOUT = {
    "architecture": "how the system is built",
    "plan": "what is planned",
    "spec": "what it must do",
    "readme": "what it is",
}
_KINDS = {
    "service": "a service",
    "static-site": "a static site",
    "job": "a job",
    "cli": "a command-line program",
    "library": "a library",
    "infrastructure": "infrastructure",
}
COST_PLAN = ("cost-plan.md", "what it costs")
RUNBOOK = ("runbook.md", "how it is deployed, operated and repaired")


def about(dossier: Dossier, kind: str, purpose: str) -> Block:
    """Title, purpose and date of any document."""
    system = dossier.system
    words = say(
        "Last updated: {}, by Opsworthy {} from the files of this repository: `file:line` in brackets says where a "
        "statement comes from. An **open question** is something that no file says; answer it in `opsworthy.toml` or with "
        "`opsworthy answer`, then run `opsworthy write`. What you change in this document stays as you wrote it.",
        AsOf(),
        dossier.version,
    )
    elements: list[Element] = [heading(1, f"{kind}: {system.name}"), paragraph("{}", purpose), paragraph("{}", words)]
    if system.status is not None and system.status.problem is None:
        phase = say(", phase {}", system.status.phase) if system.status.phase else ()
        elements.append(
            paragraph(
                "Project status when this was written: {}{}{}.", system.status.status, phase, cite([system.status.location])
            )
        )
    return Block("about", tuple(elements), (system.status.location,) if system.status else ())


def links(dossier: Dossier, *siblings: tuple[str, str]) -> Words:
    """Links to the documents beside the code, from where this document stands, and to `siblings` in the same folder, which
    are written together with it."""
    found = [
        say("{} ({})", Link(words_of(each.path.rpartition("/")[2]), relative(dossier, each.path)), about)
        for kind, about in _ABOUT.items()
        for each in sorted(
            (each for each in dossier.system.documents if each.kind == kind), key=lambda each: _far(dossier, each.path)
        )[:1]
    ]
    return joined([*found, *(say("{} ({})", Link(words_of(file), file), about) for file, about in siblings)])


def _far(dossier: Dossier, path: str) -> tuple[int, str]:
    """How many folders a path is away from this document: of several READMEs the nearest is linked."""
    return relative(dossier, path).count("/"), path


def relative(dossier: Dossier, path: str) -> str:
    return relpath(path, dossier.folder or ".")


def first_aid(dossier: Dossier) -> Block:
    """Where to go now."""
    rows: list[tuple[Hole, ...]] = [
        ("something is broken", see("Where to start")),
        ("undo a deployment", see("Rollback")),
        ("deploy", see("Deployment")),
        ("reach somebody", see("On-call and escalation")),
    ]
    if dossier.system.secrets:
        rows.append(("replace a leaked secret", see("Emergency rotation")))
    beside = links(dossier, *([COST_PLAN] if dossier.system.paid_resources.value else []))
    elements: list[Element] = [table(("You need to", "Go to"), rows)]
    if beside:
        elements.append(paragraph("Beside this document: {}.", beside))
    return Block("first-aid", tuple(elements))


def overview(dossier: Dossier) -> Block:
    """What runs, what it needs, where it runs."""
    system = dossier.system
    elements: list[Element] = [heading(2, "Overview"), *_because(dossier)]
    owners: tuple[Service | Datastore, ...] = (*system.datastores, *system.services)
    if owners:
        rows = [_row(each) for wave in system.deployment_order() for name in wave for each in owners if each.name == name]
        elements.append(table(("Name", "What it is", "Port", "Needs", "From"), rows))
    held = sites(system)
    if held:
        elements += [
            paragraph("Where it runs:"),
            table(("Environment", "Platform", "Namespace", "Address", "Deployed from", "From"), map(_where, held)),
        ]
    if system.third_parties:
        outside = [
            (each.product, each.kind, "yes" if each.paid else "not known", or_dash(names(each.used_by)), place(each.locations))
            for each in system.third_parties
        ]
        elements += [paragraph("Outside services that it uses:"), table(("Service", "Kind", "Paid", "Used by", "From"), outside)]
    return Block(
        "overview", (*elements, *_contradictions(dossier)), tuple(place for each in owners for place in each.locations[:1])
    )


def _because(dossier: Dossier) -> tuple[Element, ...]:
    reasons = dossier.system.deployable.because
    if not reasons:
        return ()
    told = joined([say("{}{}", marked(each.text), cite(each.locations, 1)) for each in reasons[:3]], "; ")
    return (
        paragraph(
            "{} is {}: {}.", dossier.system.name, _KINDS.get(dossier.system.deployable.kind, dossier.system.deployable.kind), told
        ),
    )


def _row(owner: Service | Datastore) -> tuple[Hole, ...]:
    if isinstance(owner, Datastore):
        version = f" {owner.version}" if owner.version else ""
        plan = f", plan {owner.plan}" if owner.plan else ""
        return (owner.name, f"{owner.engine}{version}{plan}", _port(owner), "—", place(owner.locations))
    needs = names(dict.fromkeys(edge.name for edge in owner.depends_on), ", ")
    return (owner.name, owner.kind.replace("-", " "), _port(owner), or_dash(needs), place(owner.locations))


def _port(owner: Service | Datastore) -> str:
    unit = Unit(owner, owner.placements[0]) if owner.placements else None
    return str(unit.port) if unit and unit.port else "—"


def _where(site: Site) -> tuple[Hole, ...]:
    hosts = dict.fromkeys(each.host for each in site.endpoints if each.host)
    told = site.system.answer(f"environments.{site.asked}.url")
    address = names([*hosts, *([str(told.value)] if told else [])], ", ")
    how, target = site.deploy
    source = say("{} `{}`", how, target) if target else say("{}", how or "—")
    return (site.name, site.platform, site.namespace or "—", or_dash(address), source, place(site.sources))


def _contradictions(dossier: Dossier) -> tuple[Element, ...]:
    held = dossier.system.contradictions
    if not held:
        return ()
    items = [
        step(
            say(
                "{} of {}: {}",
                each.attribute,
                each.subject,
                joined([say("{}{}", said.value, cite([said.location])) for said in each.statements], last=" but "),
            )
        )
        for each in held
    ]
    return (paragraph("The files disagree; trust neither before somebody has mended it:"), Bullets(tuple(items)))
