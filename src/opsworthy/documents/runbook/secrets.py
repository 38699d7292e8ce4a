"""Every secret by name: where it is kept, who uses it, how often it is replaced, who may see it. Never a value."""

from opsworthy.documents.asking import answered, phrased, question
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import (
    Bullets,
    Code,
    Element,
    Hole,
    Item,
    Listing,
    Words,
    fence,
    joined,
    paragraph,
    say,
    step,
    table,
)
from opsworthy.documents.phrases import cite, heading, names, or_dash, place, see
from opsworthy.documents.reads import service_reads
from opsworthy.documents.runbook.rotation import emergency, rotation
from opsworthy.documents.runbook.stores import STORES, kept_in
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Places, Secret, System, VariableRead
from opsworthy.system.secret_types import secret_type


def secrets(dossier: Dossier) -> tuple[Block, ...]:
    system = dossier.system
    if not system.secrets:
        none = paragraph(
            "No file of this repository names a secret. If it needs one, never write it into a file that is committed."
        )
        return (Block("secrets", (heading(2, "Secrets"), none)),)
    return (
        _opening(system),
        _list(system),
        *_use(system),
        rotation(dossier),
        emergency(dossier),
        _access(system, references(operated(sites(system)))),
        *_encryption(system),
    )


def _opening(system: System) -> Block:
    stores = dict.fromkeys((each.store, each.store_name) for each in system.secrets)
    told = [
        step(say("{}{}", STORES[store].title, say(", named `{}`", name) if name else ()))
        for store, name in stores
        if store in STORES
    ]
    clear = [each for each in system.secrets if each.in_clear]
    elements: list[Element] = [heading(2, "Secrets"), paragraph("Secrets are managed in:"), Bullets(tuple(told))]
    elements.append(
        paragraph(
            "**Never commit a secret**: not in code, not in a manifest, not in an example file, not in a log. What was pushed "
            "once counts as leaked, even when the commit is gone: {}.",
            see("Emergency rotation"),
        )
    )
    if clear:
        places = [place for each in clear for place in each.locations]
        elements.append(
            paragraph(
                "**Committed in clear**: {}{}. Rotate them and take them out of the files.",
                names(each.name for each in clear),
                cite(places, 6),
            )
        )
    return Block("secrets", tuple(elements), tuple(place for each in clear for place in each.locations))


def _list(system: System) -> Block:
    rows = [_row(system, each) for each in system.secrets]
    kinds = dict.fromkeys(secret_type(each.name) for each in system.secrets)
    asked = [found for kind in kinds if not _days(system, kind) and (found := question(system, f"secrets.rotation-days.{kind}"))]
    elements: tuple[Element, ...] = (
        heading(3, "Required secrets"),
        table(("Secret", "Type", "Kept in", "Environments", "Used by", "Rotated every", "From"), rows),
        *asked,
    )
    return Block("secrets.list", elements, tuple(place for each in system.secrets for place in each.locations[:1]))


def _row(system: System, each: Secret) -> tuple[Hole, ...]:
    kind = secret_type(each.name)
    days = _days(system, kind)
    return (
        Code(each.name),
        kind.replace("-", " "),
        kept_in(each),
        ", ".join(each.environments) or "all",
        or_dash(joined(each.used_by or _pipelines(system, each))),
        days or "not decided",
        place(_nearest(system, each)),
    )


def _pipelines(system: System, each: Secret) -> tuple[str, ...]:
    """The pipelines that take a secret which no service uses."""
    places = {place.path for place in each.locations}
    return tuple(f"pipeline {found.name}" for found in system.pipelines if found.path in places)


def _nearest(system: System, each: Secret) -> Places:
    """Its places, those of production first: what the table says of where it is kept is said of production."""
    homes = tuple(f"{found.deploy[1]}/" for found in system.environments if found.production and found.deploy[1])
    return tuple(sorted(each.locations, key=lambda place: not place.path.startswith(homes)))


def _days(system: System, kind: str) -> Words | None:
    return phrased(system, f"secrets.rotation-days.{kind}", "{} days")


_READS = {
    "python": ("Python", "python", 'os.environ["{}"]'),
    "javascript": ("JavaScript", "javascript", "process.env.{}"),
    "typescript": ("TypeScript", "typescript", "process.env.{}"),
    "go": ("Go", "go", 'os.Getenv("{}")'),
}


def _use(system: System) -> tuple[Block, ...]:
    """Real places where the code takes a secret from its environment."""
    known = {name for each in system.secrets for name in (each.key, each.name) if name}
    reads = [each for each in service_reads(system) if each.name in known]
    if not reads:
        return ()
    rows = [(Code(each.name), each.language, "yes" if each.required else "no", Code(str(each.location))) for each in reads]
    elements: list[Element] = [
        heading(3, "How the code reads them"),
        paragraph(
            "From environment variables that the platform sets from its store; nothing is read from a file in the repository."
        ),
        table(("Variable", "Language", "Fails without it", "Read at"), rows),
    ]
    return (Block("secrets.use", (*elements, *_examples(reads)), tuple(each.location for each in reads)),)


def _examples(reads: list[VariableRead]) -> tuple[Element, ...]:
    """One line for each language, with a name that the code really reads."""
    shown: list[Element] = []
    for language, (title, mark, pattern) in _READS.items():
        fitting = [each for each in reads if each.language == language and each.name.isidentifier()]
        read = next((each for each in fitting if each.required), next(iter(fitting), None))
        if read:
            shown += [
                paragraph("In {}, as at `{}`:", title, str(read.location)),
                Listing(mark, (pattern.replace("{}", read.name),)),
            ]
    return tuple(shown)


def _access(system: System, held: tuple[Site, ...]) -> Block:
    elements: list[Element] = [
        heading(3, "Access to secrets"),
        *answered(system, "secrets.owner", "Who may read and who may change them: {}."),
    ]
    stores = dict.fromkeys(each.store for each in system.secrets)
    lines = [line for store in stores if store in STORES for site in held[:1] for line in STORES[store].access(site)]
    if lines:
        elements += [paragraph("See it for yourself (these commands show names, never values):"), fence(*lines)]
    users: dict[str, list[str]] = {}
    for each in system.secrets:
        for user in each.used_by:
            users.setdefault(user, []).append(each.name)
    if users:
        items: list[Item] = [step(say("{}: {}", user, names(dict.fromkeys(held_by), ", "))) for user, held_by in users.items()]
        elements += [paragraph("Which service may hold which secret; nothing else needs them:"), Bullets(tuple(items))]
    return Block("secrets.access", tuple(elements))


def _encryption(system: System) -> tuple[Block, ...]:
    """What the files say about encryption on the way in; about the rest they are silent, and so is this document."""
    held = [each for each in system.endpoints if each.host]
    if not held:
        return ()
    rows = [
        (Code(each.host), each.environment or "all", "TLS" if each.tls else say("**plain HTTP**"), place(each.locations))
        for each in held
    ]
    unique = list(dict.fromkeys(rows))
    elements = (
        heading(3, "Encryption on the way in"),
        table(("Host", "Environment", "Traffic", "From"), unique),
        paragraph("Traffic between services and data at rest: no file of this repository says how they are encrypted."),
    )
    return (Block("secrets.encryption", elements, tuple(place for each in held for place in each.locations[:1])),)
