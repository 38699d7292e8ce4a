"""The facts of a deployment and of the modules that it takes in."""

from collections.abc import Iterator, Mapping

from opsworthy.facts.azure import watching
from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.making import Made, Making, makings, mentioned, module_path
from opsworthy.facts.azure.running import running
from opsworthy.facts.fact import Told
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import Mark, mark_of
from opsworthy.text.location import Stated

_KEEPS = frozenset(
    ["bucket", "cache", "database", "file-system", "function", "queue", "search", "stream", "table", "topic", "warehouse"]
)


def facts_of(first: Making, deployments: Mapping[str, Deployment]) -> Iterator[Told]:
    """Everything that is made, each once."""
    everything = list(makings(first, deployments))
    titles = _titles(everything)
    yield from dict.fromkeys(_all(everything, titles))


def _all(everything: list[tuple[Making, tuple[Made, ...]]], titles: dict[str, str]) -> Iterator[Told]:
    for making, made in everything:
        for parameter in making.deployment.parameters.values() if making.outer is None else ():
            if parameter.secure:
                yield SecretDeclared(parameter.name, "azure-deployment", parameter.location, environment=making.environment)
        for each in made:
            mark = mark_of(each.type)
            if mark is not None:
                yield from _resource(each, mark)
            yield from running(each, made, _needs(each, titles))
            yield from watching.watching(each)
            if each.type.lower() == "microsoft.keyvault/vaults/secrets":
                name = (each.body.at("name").string() or each.symbol).rpartition("/")[2]
                yield SecretDeclared(name, "azure-key-vault", each.location, environment=making.environment)


def _resource(each: Made, mark: Mark) -> Iterator[Told]:
    tool, environment = each.making.deployment.tool, each.making.environment
    made = resource(mark, each.body, tool, each.type, each.address, each.location, each.count, environment, each.title)
    yield made
    backup = backup_of(made)
    if backup is not None:
        yield backup


def _needs(each: Made, titles: dict[str, str]) -> tuple[Stated[str], ...]:
    """The names of what keeps data and is spoken of in what a workload is told."""
    found: dict[str, Stated[str]] = {}
    own = mentioned(each.making.deployment, each.piece.body)
    spoken = [(f"{each.making.prefix}/{symbol}", where) for symbol, where in own.items()]
    for address, where in (*spoken, *each.making.told):
        title = titles.get(address)
        if title is not None and title != each.title:
            found.setdefault(title, Stated(title, where))
    return tuple(found.values())


def _titles(everything: list[tuple[Making, tuple[Made, ...]]]) -> dict[str, str]:
    """The name of the store behind each symbol: its own, or that of the first store in the module that it stands for."""
    found: dict[str, str] = {}
    for making, made in everything:
        for each in made:
            mark = mark_of(each.type)
            if mark is not None and mark.kind in _KEEPS:
                found.setdefault(each.address, each.title)
                found.setdefault(making.prefix, each.title)
    return found


def taken_in(deployments: Mapping[str, Deployment]) -> set[str]:
    """The files that others take in as modules."""
    found = set()
    for each in deployments.values():
        for piece in each.modules:
            path = module_path(each, piece)
            if path is not None and path != each.path:
                found.add(path)
    return found
