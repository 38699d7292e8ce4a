"""What deployments make: resources with their conditions, in this file and in the modules that it takes in."""

from collections.abc import Iterator, Mapping
from functools import cache
from posixpath import join, normpath

from opsworthy.facts.azure.deployment import Deployment, Piece
from opsworthy.facts.azure.evaluation import Evaluator
from opsworthy.facts.azure.expressions import Settled, names
from opsworthy.facts.azure.functions import truth
from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Entry, Node, Sequence, find, walk
from opsworthy.text.node import Mapping as MappingNode

_GENERAL = frozenset(
    [
        "app", "appservice", "containerapp", "functionapp", "function", "functions", "host", "job", "main", "resource", "service",
        "site", "sitename", "sites", "webapp", "webappname", "website", "appname", "containerapps", "functionappname",
    ]
)  # fmt: skip
_DEEPEST = 8
_MOST = 400


@dataclass(frozen=True)
class Making:
    """One deployment as it is made: `prefix` are the symbols of the modules above it, `outer` the last of them; `told` are the
    addresses that the file above speaks of in what it gives."""

    evaluator: Evaluator
    prefix: str
    environment: str | None
    strict: bool
    uncertain: Unknown | None = None
    outer: str | None = None
    told: tuple[tuple[str, Location], ...] = ()

    @property
    def deployment(self) -> Deployment:
        return self.evaluator.deployment


@dataclass(frozen=True)
class Made:
    """One resource: `body` is all of it, `properties` what its kind is told; `count` Unknown where it may not be made, or how
    often cannot be known."""

    making: Making
    piece: Piece
    type: str
    body: View
    count: Unknown | None

    @property
    def properties(self) -> View:
        inner = self.body.at("properties")
        return inner if inner.is_there() else self.body

    @property
    def symbol(self) -> str:
        return self.piece.symbol

    @property
    def location(self) -> Location:
        return self.piece.location

    @property
    def address(self) -> str:
        return f"{self.making.prefix}/{self.symbol}"

    @property
    def title(self) -> str:
        """The name that a literal gives it, else that of its symbol; of the module where the symbol only says what it is."""
        service = self.body.at("tags", "azd-service-name").string()
        named = service or self.body.at("name").string()
        if named:
            return named
        general = self.symbol.lower().replace("_", "") in _GENERAL
        return self.making.outer if general and self.making.outer is not None else self.symbol


def makings(first: Making, deployments: Mapping[str, Deployment]) -> Iterator[tuple[Making, tuple[Made, ...]]]:
    """A deployment and all the modules that it takes in from this repository, each with what it makes."""
    waiting = [(first, 0)]
    made = 0
    while waiting and made < _MOST:
        here, depth = waiting.pop(0)
        made += 1
        yield here, tuple(_resources(here))
        for piece in here.deployment.modules if depth < _DEEPEST else ():
            inner = deployments.get(module_path(here.deployment, piece) or "")
            known, count = _count(here, piece)
            if inner is not None and inner is not here.deployment and known:
                evaluator = Evaluator(inner, _given(here, piece, inner), here.evaluator.load)
                prefix = f"{here.prefix}/{piece.symbol}"
                speaks = mentioned(here.deployment, find(piece.body, "params"))
                told = tuple((f"{here.prefix}/{symbol}", where) for symbol, where in speaks.items())
                below = Making(
                    evaluator, prefix, here.environment, here.strict, here.uncertain or count, piece.symbol, (*here.told, *told)
                )
                waiting.append((below, depth + 1))


def module_path(deployment: Deployment, piece: Piece) -> str | None:
    """The file of a module, if it is one of this repository."""
    if ":" in piece.type or not piece.type:
        return None
    return normpath(join(deployment.folder, piece.type))


def registry_type(source: str) -> str | None:
    """The type that a module of the public registry makes."""
    path = source.partition(":")[2].rpartition(":")[0].removeprefix("bicep/")
    return _registry().get(path)


@cache
def _registry() -> Mapping[str, str]:
    data = data_of("opsworthy.facts.azure", "modules.toml")
    return {str(name): str(made) for name, made in data["modules"].items()}


def _resources(making: Making) -> Iterator[Made]:
    for piece in making.deployment.resources[:_MOST]:
        known, count = _count(making, piece)
        if known and not piece.existing:
            yield Made(making, piece, piece.type.partition("@")[0], making.evaluator.view(piece.body), making.uncertain or count)
    for piece in making.deployment.modules[:_MOST]:
        made = registry_type(piece.type)
        known, count = _count(making, piece)
        if made is not None and known:
            body = making.evaluator.view(find(piece.body, "params"))
            if isinstance(body.at("name").found, Pointer):
                continue  # It speaks of what is made elsewhere, to add to it.
            yield Made(making, piece, made, body, making.uncertain or count)


def _count(making: Making, piece: Piece) -> tuple[bool, Unknown | None]:
    """Whether a piece may be made at all, and why it is not known whether or how often. By their defaults alone parameters
    settle nothing: what they leave out may still be made."""
    if piece.condition is not None:
        found = making.evaluator.reduce(piece.condition)
        answer = truth(found)
        if answer is False and making.strict:
            return False, None
        if answer is not True:
            why = found.reason if isinstance(found, Unknown) else "it does not with the defaults of the parameters"
            return True, Unknown(f"made only where a condition holds: {why}", piece.condition.location)
    looped = Unknown("made once for each item of a list", piece.location) if piece.looped else None
    return True, looped


def _given(making: Making, piece: Piece, inner: Deployment) -> dict[str, Found]:
    """What a module is given, settled here: its own file knows none of these names."""
    params = making.evaluator.view(find(piece.body, "params") or find(piece.body, "properties", "parameters"))
    found: dict[str, Found] = {}
    for entry, value in params.entries():
        held = value.at("value") if isinstance(value.found, MappingNode) and value.found.entry("value") is not None else value
        found[entry.key] = settled(held, inner, 0)
    return found


def settled(view: View, inner: Deployment, depth: int) -> Found:
    """A value with everything within it evaluated, as another deployment can hold it."""
    found = view.found
    if isinstance(found, Pointer) and found.kind == "resource":
        return Unknown(f"known once {found.name} is made", found.location)
    if isinstance(found, MappingNode):
        made = []
        for entry, value in view.entries() if depth < _DEEPEST else ():
            made.append(Entry(entry.key, _held(settled(value, inner, depth + 1), inner, entry.location), entry.location))
        return MappingNode(tuple(made), found.location)
    if isinstance(found, Sequence):
        items = view.items()[:200] if depth < _DEEPEST else ()
        return Sequence(tuple(_held(settled(item, inner, depth + 1), inner, found.location) for item in items), found.location)
    return found


def _held(found: Found, inner: Deployment, where: Location) -> Node:
    if isinstance(found, Unknown | Pointer) or found is None:
        return inner.hold(Settled(found), where)
    return found


def mentioned(deployment: Deployment, node: Node | None) -> dict[str, Location]:
    """The symbols that a value speaks of, with the place of the first mention."""
    found: dict[str, Location] = {}
    for each in walk(node) if node is not None else ():
        held = deployment.held(each)
        for name in names(held.expression) if held is not None else ():
            found.setdefault(name, each.location)
    return found
