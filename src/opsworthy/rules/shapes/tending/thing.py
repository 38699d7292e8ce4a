"""The things that somebody must be able to see to, and what a procedure does to them."""

from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.evidence import serious
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.system.model import System
from opsworthy.system.secret_types import opens_nothing
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

KINDS = ("workload", "datastore", "secret", "alert", "job", "migration")
_JOBS = frozenset(["job", "scheduled-job", "release-task"])
_GIVEN = frozenset(["GITHUB_TOKEN", "CI_JOB_TOKEN", "SYSTEM_ACCESSTOKEN"])
"""Secrets that a pipeline gets anew with every run."""


@dataclass(frozen=True, slots=True)
class Thing:
    """`kind` is one of KINDS; `name` as the system has it; `location` where a file declares it."""

    kind: str
    name: str
    location: Location


@dataclass(frozen=True, slots=True)
class Tended:
    """A thing with the procedure that sees to it: its command, and None for both where there is none."""

    thing: Thing
    by: Location | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command in a step of a procedure; `passage` is the section that the step stands in."""

    command: Command
    passage: Passage


def things(system: System) -> Iterator[Thing]:
    """Everything that the model holds of these kinds, each name once, in the order of the model. A secret is one however each of
    the files that need it spells its name."""
    named: set[tuple[str, str]] = set()
    for each in _all(system):
        key = (each.kind, spelled(each.name) if each.kind == "secret" else each.name)
        if key not in named:
            named.add(key)
            yield each


def spelled(name: str) -> str:
    """A name without marks and capitals: `mqttPassword` and `mqtt-password` are one."""
    return "".join(each for each in name.lower() if each.isalnum())


def _all(system: System) -> Iterator[Thing]:
    for service in system.services:
        yield Thing("job" if service.kind in _JOBS else "workload", service.name, service.locations[0])
    for store in system.datastores:
        yield Thing("datastore", store.name, store.locations[0])
    for secret in system.secrets:
        if secret.name not in _GIVEN and not opens_nothing(secret.name) and secret.locations:
            yield Thing("secret", secret.name, secret.locations[0])
    for alert in system.alerts:
        yield Thing("alert", alert.name, alert.location)
    for each in system.migrations:
        yield Thing("migration", each.folder, each.locations[0])


def deeds(document: Document) -> Iterator[Deed]:
    """The commands of the document's steps, in the order of the text; what is only mentioned is none."""
    for passage in reading(document).headed:
        if passage.section is None:
            continue
        for step in passage.section.steps:
            yield from (Deed(command, passage) for command in step.commands if serious(command))
