"""Compose files as they stand after `include` and `extends`: services by name, volumes and secrets."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from posixpath import join, normpath

from opsworthy.facts.compose.merging import RESET, merged
from opsworthy.facts.files import Files
from opsworthy.text import dotenv
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, string
from opsworthy.text.source import Problem

_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Composition:
    """One or more Compose files laid over each other. `paths` are all files that were read for it."""

    services: dict[str, Entry]
    volumes: tuple[Entry, ...]
    secrets: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    paths: frozenset[str]


def within(folder: str, path: str) -> str | None:
    """A path that a file in a folder names, relative to the tree; None where it leaves the tree."""
    joined = normpath(join(folder, path))
    return None if joined.startswith(("..", "/")) else joined.removeprefix("./")


def host_values(files: Files, folder: str) -> dict[str, str]:
    """What a committed `.env` beside the Compose file gives to `${…}`."""
    source = files.open(within(folder, ".env") or ".env")
    return {each.name: each.value for each in dotenv.parse(source) if not each.commented} if source else {}


class Reader:
    """Reads the Compose files of a tree, each with what it includes."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read(self, path: str) -> Composition:
        """One file; what could not be read is among the problems."""
        return self._read(path, set())

    def _read(self, path: str, seen: set[str]) -> Composition:
        seen.add(path)
        root, problems = self._root(path)
        own = Composition(
            {entry.key: entry for entry in entries(root, "services")},
            entries(root, "volumes"),
            entries(root, "secrets"),
            problems,
            frozenset({path}),
        )
        own = replace(own, services={name: self._extended(entry, path, own.services) for name, entry in own.services.items()})
        for included in self._included(root, path):
            if included not in seen:
                own = overlaid(self._read(included, seen), own)
        return own

    def _root(self, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
        source = self._files.open(path)
        if source is None:
            return None, ()
        documents = self._files.yaml(source)
        root = documents.documents[0] if documents.documents else None
        if root is not None and not isinstance(root, Mapping):
            problem = Problem(root.location, "a Compose file must be a mapping", "write it with `services:` at the top")
            return None, (*documents.problems, problem)
        return root, documents.problems

    def _included(self, root: Node | None, path: str) -> Iterator[str]:
        folder = path.rpartition("/")[0]
        for item in items(root, "include"):
            named = find(item, "path") if isinstance(item, Mapping) else item
            for each in named.items if isinstance(named, Sequence) else (named,):
                target = within(folder, each.text) if isinstance(each, Scalar) else None
                if target and self._files.exists(target):
                    yield target

    def _extended(self, entry: Entry, path: str, services: dict[str, Entry]) -> Entry:
        """A service with what it extends laid under it, as far as the chain can be followed."""
        seen = {(path, entry.key)}
        chain = [entry]
        while len(chain) < _LONGEST_CHAIN and (step := _extends(chain[-1].value)) is not None:
            name, file = step
            if file is not None:
                path = within(path.rpartition("/")[0], file) or ""
                root, _ = self._root(path)
                services = {each.key: each for each in entries(root, "services")}
            if (path, name) in seen or name not in services:
                break
            seen.add((path, name))
            chain.append(services[name])
        value = chain[-1].value
        for upper in reversed(chain[:-1]):
            value = merged(value, upper.value)
        return Entry(entry.key, value, entry.location)


def overlaid(under: Composition, over: Composition) -> Composition:
    """One composition laid over another, as `docker compose -f under -f over` does."""
    services = dict(under.services)
    for name, entry in over.services.items():
        below = services.get(name)
        if entry.value.tag == RESET:
            services.pop(name, None)
            continue
        services[name] = Entry(name, merged(below.value, entry.value), entry.location) if below else entry
    return Composition(
        services,
        _by_name(under.volumes, over.volumes),
        _by_name(under.secrets, over.secrets),
        (*under.problems, *over.problems),
        under.paths | over.paths,
    )


def _by_name(under: Iterable[Entry], over: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.key: entry for entry in (*under, *over)}.values())


def _extends(service: Node) -> tuple[str, str | None] | None:
    extends = find(service, "extends")
    if isinstance(extends, Scalar) and extends.value is not None:
        return extends.text, None
    name = string(extends, "service")
    return (name, string(extends, "file")) if name else None
