"""What tasks set up that holds data: databases by module, datastores by the package that is installed."""

from collections.abc import Iterator
from collections.abc import Mapping as Known
from functools import cache

from opsworthy.facts.ansible.tasks import Task
from opsworthy.facts.ansible.values import filled, said
from opsworthy.facts.infrastructure import Resource
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Scalar, Sequence, find

_PACKAGES = frozenset({"apt", "dnf", "dnf5", "package", "yum", "zypper", "pacman", "apk", "homebrew"})
_MOST = 300


@dataclass(frozen=True)
class _Marks:
    engines: dict[str, tuple[str, ...]]
    clients: frozenset[str]
    modules: dict[str, str]
    kinds: dict[str, str]
    machine: frozenset[str]


@cache
def _marks() -> _Marks:
    data = data_of("opsworthy.facts.ansible", "packages.toml")
    return _Marks(
        {engine: tuple(names) for engine, names in data["engines"].items()},
        frozenset(data["clients"]["words"]),
        data["modules"],
        data["kinds"],
        frozenset(data["machine"]["services"]),
    )


def is_machines_own(service: str) -> bool:
    """Whether a service belongs to any machine and says nothing about this system."""
    return service in _marks().machine


def engine_of(package: str) -> str | None:
    """The engine of a package such as `postgresql-16`; None for clients and libraries."""
    name = package.partition("=")[0].lower()
    for engine, beginnings in _marks().engines.items():
        for beginning in beginnings:
            rest = name.removeprefix(beginning)
            if (
                name.startswith(beginning)
                and (not rest or rest[0] in "-0123456789*.")
                and not _marks().clients & set(rest.split("-"))
            ):
                return engine
    return None


def resources(task: Task, known: Known[str, str]) -> Iterator[Resource]:
    """The databases that a task makes, and the datastores that it installs."""
    engine = _marks().modules.get(task.module)
    name = said(task.arguments, "name", known) or said(task.arguments, "db", known) or said(task.arguments, "database", known)
    if engine is not None and name is not None and not _is_absent(task):
        yield _resource(task.module, name.value, engine, name.location)
    if task.module in _PACKAGES and not _is_absent(task):
        for package, where in _installed(task, known):
            found = engine_of(package)
            if found is not None:
                yield _resource("package", found, found, where)


def _is_absent(task: Task) -> bool:
    state = find(task.arguments, "state")
    return isinstance(state, Scalar) and state.text in ("absent", "removed")


def _resource(type_: str, name: str, engine: str, where: Location) -> Resource:
    return Resource("ansible", "ansible", type_, name, f"{type_}.{name}", _marks().kinds.get(engine, "database"), where, engine)


def _installed(task: Task, known: Known[str, str]) -> Iterator[tuple[str, Location]]:
    """The packages by name: one, a list, a text with commas, or the items of a loop."""
    for key in ("name", "pkg", "package", "deb"):
        yield from _names(find(task.arguments, key), known)
    if isinstance(task.arguments, Scalar | Sequence):
        yield from _names(task.arguments, known)
    for key in ("loop", "with_items"):
        yield from _names(find(task.node, key), known)


def _names(node: object, known: Known[str, str]) -> Iterator[tuple[str, Location]]:
    listed = node.items[:_MOST] if isinstance(node, Sequence) else (node,)
    for item in listed:
        if isinstance(item, Scalar) and item.value is not None:
            for name in filled(item.text, known).split(","):
                yield name.strip(), item.location
