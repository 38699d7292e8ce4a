"""Which procedure sees to which thing: by what its commands do and name, never by words that stand nearby."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from posixpath import normpath

from opsworthy.commands.command import Command, Effect
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.aimed import RUNNING, aims
from opsworthy.rules.shapes.evidence import purposes_of
from opsworthy.rules.shapes.tending.alerts import Response, responses
from opsworthy.rules.shapes.tending.thing import Deed, Tended, Thing, deeds, spelled, things
from opsworthy.system.engines import by_name, engines
from opsworthy.system.model import AlertRule, Datastore, MigrationSet, Secret, Service, System

_OPERATES = frozenset(["autoscale", "restart", "roll-back", "scale"])
_KEEPS = frozenset(["backup", "restore"])
_WRITES = frozenset(["configure", "secret-write"])
_MIGRATES = frozenset(["migrate", "migrate-back"])
_FLEETING = frozenset(["cache", "queue"])
_PLATFORM_TOOLS = {
    "docker": "compose", "docker-compose": "compose", "fly": "fly", "flyctl": "fly", "heroku": "heroku",
    "podman-compose": "compose",
}  # fmt: skip


def tended(system: System, documents: Iterable[Document]) -> tuple[Tended, ...]:
    """Everything that the system has, with the first procedure that sees to it."""
    pages = tuple(documents)
    done = [each for document in pages for each in deeds(document)]
    answered = [each for document in pages for each in responses(document)]
    return tuple(_tended(each, system, done, answered) for each in things(system))


def _tended(thing: Thing, system: System, done: Sequence[Deed], answered: Sequence[Response]) -> Tended:
    if thing.kind == "alert":
        alert = next(each for each in system.alerts if each.name == thing.name)
        return _of_alert(thing, alert, answered)
    fits = _test(thing, system)
    found = next((each for each in done if fits(each)), None)
    if found is None:
        return Tended(thing)
    return Tended(thing, found.command.location, found.command.text)


def _of_alert(thing: Thing, alert: AlertRule, answered: Sequence[Response]) -> Tended:
    found = next((each for each in answered if each.answers(alert)), None)
    return Tended(thing, found.location, found.title) if found else Tended(thing)


def _test(thing: Thing, system: System) -> Callable[[Deed], bool]:
    """What a command must do to see to a thing."""
    if thing.kind in ("workload", "job"):
        service = next(each for each in system.services if each.name == thing.name)
        return lambda deed: _operates(deed.command, service, job=thing.kind == "job")
    if thing.kind == "datastore":
        store = next(each for each in system.datastores if each.name == thing.name)
        alone = sum(each.engine == store.engine for each in system.datastores) == 1
        return lambda deed: _keeps(deed.command, store, alone=alone)
    if thing.kind == "secret":
        secrets = [each for each in system.secrets if spelled(each.name) == spelled(thing.name)]
        return lambda deed: any(_rotates(deed, each) for each in secrets)
    migrations = next(each for each in system.migrations if each.folder == thing.name)
    alone = len(system.migrations) == 1
    return lambda deed: _migrates(deed, migrations, alone=alone)


def _operates(command: Command, service: Service, *, job: bool) -> bool:
    """Restarts, scales or rolls it back by name, or all that runs on its platform at once. A job is seen to by whatever runs it
    again or holds it back."""
    served = purposes_of(command)
    names = {service.name, *(each.workload for each in service.placements)}
    named = any(target.kind in RUNNING and target.name in names for target in aims(command))
    named = named or any(_selects(name, names) for name in command.names("label"))
    if job:
        return named and command.effect is not Effect.READS and "build" not in served
    if named:
        return bool(served & _OPERATES)
    platform = _PLATFORM_TOOLS.get(command.tool)
    whole = not command.names("service") and not command.names("process") and not command.names("container")
    return (
        bool(served & _OPERATES) and whole and platform is not None and platform == service.platform and _within(command, service)
    )


def _within(command: Command, service: Service) -> bool:
    """Whether the files that a command is given declare a service; without any, its folder does."""
    given = [after for before, after in pairwise(command.words) if before in ("-f", "--file")]
    declared = {place.path for place in service.locations}
    return not given or any(normpath(each) in declared for each in given)


def _selects(label: str, names: Iterable[str]) -> bool:
    return label.rpartition("=")[2] in names


def _keeps(command: Command, store: Datastore, *, alone: bool) -> bool:
    """Backs it up or restores it: with a client of its engine where there is no other of its kind, else by its name. What a
    cache or a queue holds may be lost, so that restarting it is enough."""
    served = purposes_of(command)
    names = {store.name, *(each.workload for each in store.placements)}
    named = any(target.name in names or target.name.startswith(f"{store.name}-") for target in command.targets)
    engine = by_name(store.engine)
    if engine is not None and engine.family in _FLEETING and named and served & _OPERATES:
        return True
    if not served & _KEEPS:
        return False
    every = (command, *command.inner)
    return named or (alone and any(_speaks(each, store) for each in every))


def _speaks(command: Command, store: Datastore) -> bool:
    """Whether a command is of the store's own engine: one of its clients, or the part of a platform's tool for it."""
    engine = by_name(store.engine)
    if engine is None:
        return False
    clients = {name.rpartition("/")[2] for name in engine.clients}
    if command.tool in clients or command.tool in engine.speaks:
        return True
    others = {name.rpartition("/")[2] for each in engines() for name in each.clients}
    if command.tool in others:
        return False
    verb = " ".join(command.words[:3])
    return store.platform in ("heroku", "external") and (
        "pg:backups" in verb or verb.startswith(("aws rds", "gcloud sql", "az postgres", "az mysql", "aws dynamodb"))
    )


def _rotates(deed: Deed, secret: Secret) -> bool:
    """Stores a new value of it: named by the command, or alone the matter of the section."""
    command = deed.command
    if not purposes_of(command) & _WRITES:
        return False
    names = {each for each in (secret.name, secret.object, secret.remote) if each}
    if any(target.name in names for target in command.targets if target.kind != "namespace"):
        return True
    return any(word.partition("=")[0].rpartition("/")[2] in names or f"={secret.name}" in word for word in command.words[1:])


def _migrates(deed: Deed, migrations: MigrationSet, *, alone: bool) -> bool:
    """Applies or takes back its migrations: the only ones there are, those of its tool, or those of its folder."""
    command = deed.command
    if not command.known or not purposes_of(command) & _MIGRATES:
        return False
    return alone or migrations.tool in command.text or migrations.folder in command.text
