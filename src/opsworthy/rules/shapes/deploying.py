"""Which environment a deployment procedure reaches."""

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.apart import outside, outside_checks
from opsworthy.rules.shapes.environments import names_environment, own_passages
from opsworthy.rules.shapes.evidence import DEPLOYING, changing
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import Environment
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
