"""Every marked resource as a fact, with the backups that its own settings turn on; modules from elsewhere by their source."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from opsworthy.facts.infrastructure import BackupDeclared, Resource
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.resource_marks import Mark, mark_of
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.modules import source_of
from opsworthy.facts.terraform.stack import Stack
from opsworthy.text.data import data_of
from opsworthy.text.location import Stated

# The backups of Cloud SQL are told with their time of day, by scaling.py.
_TOLD_IN_FULL = "google_sql_database_instance"


def resources(stack: Stack) -> Iterator[Resource | BackupDeclared]:
    for made in stack.made:
        told = _module(stack, made) if made.module else _resource(stack, made)
        if told is not None:
            yield told
            backup = backup_of(told) if made.type != _TOLD_IN_FULL else None
            yield from (backup,) if backup is not None else ()


def _resource(stack: Stack, made: Made) -> Resource | None:
    mark = mark_of(made.type) if not made.data else None
    return _marked(stack, made, mark) if mark is not None else None


def _marked(stack: Stack, made: Made, mark: Mark) -> Resource:
    told = resource(mark, stack.view(made), stack.tool, made.type, made.address, made.location, made.count, stack.environment)
    return replace(told, name=stack.own_name(made, mark) or stack.word(made))


def _module(stack: Stack, made: Made) -> Resource | None:
    """A module from a registry or another repository: what it makes where its source is known, else only that it is there."""
    argument = made.block.body.argument("source")
    where = argument.value.location if argument is not None else made.location
    source = source_of(made.block)
    if source is None or source.startswith("."):
        return None
    known = _known(source)
    mark = mark_of(known) if known is not None else None
    said = ("source", Stated(source, where))
    if mark is None:
        return Resource(
            "terraform", stack.tool, "module", made.label, made.address, "module", made.location,
            environment=stack.environment, count=made.count, attributes=(said,),
        )  # fmt: skip
    told = _marked(stack, made, mark)
    name = stack.own_name(made, mark) or stack.view(made).at("name").string() or made.label
    return replace(told, type="module", name=name, attributes=(said, *told.attributes))


def _known(source: str) -> str | None:
    """The type of the resource that a well-known module is for."""
    plain = (
        source.partition("?")[0]
        .removeprefix("tfr:///")
        .removeprefix("tfr://registry.terraform.io/")
        .removeprefix("registry.terraform.io/")
        .removeprefix("app.terraform.io/")
    )
    found = _modules().get(plain)
    if found is None and "github.com" in plain:
        words = plain.rpartition("github.com")[2].lstrip(":/").removesuffix(".git").split("/")
        owner, repository = [*words, "", ""][:2]
        parts = repository.removesuffix(".git").split("-", 2)
        if len(parts) == 3 and parts[0] == "terraform":
            return _modules().get(f"{owner}/{parts[2]}/{parts[1]}")
    return found


@cache
def _modules() -> Mapping[str, str]:
    data = data_of("opsworthy.facts.terraform", "modules.toml")
    return {source: type_name for type_name, sources in data["types"].items() for source in sources}
