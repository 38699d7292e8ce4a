"""Which environment a deployment procedure reaches."""

from collections.abc import Collection

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.apart import outside, outside_checks
from opsworthy.rules.shapes.environments import names_environment, own_passages
from opsworthy.rules.shapes.evidence import DEPLOYING, changing
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import Environment, System
from opsworthy.text.location import Location

# Prerequisites, secrets and what only verifies are left out: nothing there deploys.
deploys = outside(outside_checks(changing(DEPLOYING)), "prerequisites", "secrets", keep="deployment")


def deploys_to(document: Document, environment: Environment, *, alone: bool) -> Location | None:
    """Where the procedure for an environment stands: a part of its own with a command that deploys, a command that names it,
    or one procedure for all with the environment in a table or list. An only environment needs no naming."""
    inside = regions(document, "deployment")
    for passage in own_passages(document, environment.name):
        place = deploys(passage)
        if place:
            return place
    for region in inside:
        place = _named_by_command(region, environment) or _parameterised(region, environment)
        if place or alone:
            return place or deploys(region)
    return None


def applied_aside(system: System, document: Document) -> tuple[Command, str] | None:
    """The first command that deploys, and the file that it applies, where all of them apply files that hold no workload."""
    held = {at.path for service in system.services for place in service.placements for at in place.locations}
    every = deploying_commands(document)
    files = [[name.removeprefix("./") for name in each.names("file")] for each in every if each.tool in ("kubectl", "oc")]
    aside = held and len(files) == len(every) and all(_aside(names, system.paths, held) for names in files)
    return (every[0], files[0][0]) if every and aside else None


def deploying_commands(document: Document) -> list[Command]:
    """The commands of the deployment that deploy; to tag a release before it begins, and to move a schema, is none of it."""
    return [
        each
        for region in regions(document, "deployment")
        for each in region.commands
        if each.purposes & DEPLOYING
        and "migrate" not in each.purposes
        and not any(each.location.line in part for part in region.about("prerequisites", "secrets"))
    ]


_FILES = {"make": ("Makefile", "makefile", "GNUmakefile"), "just": ("justfile", "Justfile", ".justfile")}


def made_by_nothing(system: System, every: list[Command]) -> tuple[Command, str] | None:
    """The first of some commands, and the file that it needs, where all of them are targets of a file that is not there."""
    if not system.services or not every or not all(each.tool in _FILES for each in every):
        return None
    there = {path.rpartition("/")[2] for path in system.paths}
    lacking = [(each, _FILES[each.tool]) for each in every if not there & set(_FILES[each.tool])]
    return (lacking[0][0], lacking[0][1][0]) if len(lacking) == len(every) else None


def _aside(names: list[str], paths: Collection[str], held: set[str]) -> bool:
    return bool(names) and all(name in paths and name.endswith((".yaml", ".yml", ".json")) and name not in held for name in names)


def _named_by_command(region: Passage, environment: Environment) -> Location | None:
    return next((each.location for each in region.commands if each.purposes & DEPLOYING and _reaches(each, environment)), None)


def _reaches(command: Command, environment: Environment) -> bool:
    if environment.namespace and environment.namespace in command.names("namespace"):
        return True
    kinds = ("context", "app", "file", "environment", "remote", "stage", "workspace", "host", "folder", "path")
    named = [target.name for target in command.targets if target.kind in kinds]
    return any(names_environment(name, environment.name) for name in named)


def _parameterised(region: Passage, environment: Environment) -> Location | None:
    """One procedure with a hole in it, and the environment listed among what fills the hole."""
    holes = [each for each in region.commands if each.purposes & DEPLOYING and (each.placeholders or "$" in each.text)]
    if not holes:
        return None
    rows = [row.location for row in region.rows if any(names_environment(cell, environment.name) for cell in row.cells)]
    items = [each.location for each in region.paragraphs if each.in_list and names_environment(each.text, environment.name)]
    loops = [each.location for each in holes if names_environment(region.reading.line(each.location.line), environment.name)]
    return next(iter((*rows, *items, *loops)), None)
