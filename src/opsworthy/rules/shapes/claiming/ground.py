"""What the files of a repository say, by kind: the other side of every claim."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache

from opsworthy.records.exchanging import is_document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.same import Same
from opsworthy.system.model import Declared, System
from opsworthy.system.names import key

TextOf = Callable[[str], str | None]
Found = dict[str, tuple[Declared, ...]]
_MOST_FILES, _LONGEST = 3000, 400_000
_ALSO = {
    "variable": ("variable", "secret", "secret-key"), "secret": ("secret", "secret-key", "variable"),
    "image": ("image", "base-image"), "workflow": ("workflow",),
}  # fmt: skip


class Names:
    """The declared names of one system."""

    def __init__(self, system: System) -> None:
        self.system = system

    @cached_property
    def by_kind(self) -> Mapping[str, Found]:
        found: dict[str, dict[str, list[Declared]]] = {}
        for each in self.system.declared:
            found.setdefault(each.kind, {}).setdefault(each.name, []).append(each)
        return {kind: {name: tuple(every) for name, every in names.items()} for kind, names in found.items()}

    @cached_property
    def bare(self) -> bool:
        """Whether the repository holds documents alone, so that there is nothing to hold them against."""
        if self.every or self.system.health:
            return False
        return all(is_document(path) for path in self.system.paths)

    @cached_property
    def owned(self) -> Mapping[str, Mapping[str, tuple[Declared, ...]]]:
        """What belongs to something, by kind and by the key of what it belongs to."""
        found: dict[str, dict[str, list[Declared]]] = {}
        for each in self.system.declared:
            if each.of:
                found.setdefault(each.kind, {}).setdefault(key(each.of), []).append(each)
        return {kind: {of: tuple(every) for of, every in owners.items()} for kind, owners in found.items()}

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The names that mean the same service: its own, and those of its workloads."""
        return tuple(frozenset(map(key, names)) for names in _owners(self.system))

    @cached_property
    def owners(self) -> frozenset[str]:
        """The keys of everything that runs by a name: workloads, services of the network, compose services, processes."""
        kinds = ("workload", "service", "compose-service", "process", "unit")
        found = {key(name) for kind in kinds for name in self.by_kind.get(kind, {})}
        return frozenset(found.union(*self.groups))

    @cached_property
    def every(self) -> frozenset[str]:
        """All names of all kinds, those of the model among them."""
        system = self.system
        found = {each.name for each in system.declared} | {each.of for each in system.declared}
        for secret in system.secrets:
            found.update(name for name in (secret.name, secret.object, secret.key, secret.remote, secret.store_name) if name)
        found.update(name for names in _owners(system) for name in names)
        found.update(each.namespace for each in system.environments if each.namespace)
        found.update(pipeline.name for pipeline in system.pipelines)
        found.update(each.latest.value for each in system.migrations if each.latest)
        return frozenset(found)


def _owners(system: System) -> Iterator[tuple[str, ...]]:
    """The names of each service and datastore: its own, and those of its workloads."""
    for service in system.services:
        yield (service.name, *(at.workload for at in service.placements))
    for store in system.datastores:
        yield (store.name, *(at.workload for at in store.placements))


class Ground:
    """The names of a system, and the texts of its files, read only where a claim asks for them."""

    def __init__(self, names: Names, text_of: TextOf | None) -> None:
        self.system, self._names = names.system, names
        self.text_of: TextOf = text_of or (lambda _: None)
        self._spoken: dict[str, bool] = {}

    @property
    def bare(self) -> bool:
        """Whether the repository holds documents alone."""
        return self._names.bare

    def names(self, *kinds: str) -> Found:
        """The names of some kinds with everything that declares them; where a name is of several kinds, that of the first."""
        if len(kinds) == 1:
            return self._names.by_kind.get(kinds[0], {})
        found: Found = {}
        for kind in kinds:
            for name, every in self._names.by_kind.get(kind, {}).items():
                found.setdefault(name, every)
        return found

    def of(self, kind: str, owner: str) -> tuple[Declared, ...]:
        """What belongs to an owner, by any of the names that it goes by."""
        owned = self._names.owned.get(kind, {})
        return tuple(each for name in sorted(self.aliases(owner)) for each in owned.get(name, ()))

    def aliases(self, owner: str) -> frozenset[str]:
        """Every name of the service that a name means, each as a key; the name itself where it means none."""
        name = key(owner)
        return frozenset([name]).union(*(group for group in self._names.groups if name in group))

    def runs(self, name: str) -> bool:
        """Whether something of this name runs here."""
        return key(name) in self._names.owners

    def has(self, kind: str, name: str) -> bool:
        """Whether a name is declared, as this kind or as another one that goes by it."""
        if kind == "path":
            return name.removeprefix("./").rstrip("/") in self.system.paths
        if kind in ("workload", "service", "compose-service") and self.runs(name):
            return True
        return name in self.names(*_ALSO.get(kind, (kind,)))

    @property
    def every(self) -> frozenset[str]:
        """Every name that is declared, whatever it is of."""
        return self._names.every

    def files(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """The files whose paths fit a pattern, with their texts."""
        fitting = sorted(path for path in self.system.paths if pattern.search(path))
        for path in fitting[:_MOST_FILES]:
            text = self.text_of(path)
            if text is not None and len(text) <= _LONGEST:
                yield path, text

    def spoken(self, name: str) -> bool:
        """Whether a file that is no document holds a name as a word; so may one of those that are too many to be read."""
        if name not in self._spoken:
            word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            found = any(word.search(text) is not None for text in self.texts(name))
            self._spoken[name] = found or self._many
        return self._spoken[name]

    @cached_property
    def _others(self) -> list[str]:
        """The files that are no documents."""
        return sorted(path for path in self.system.paths if not is_document(path))

    @property
    def _many(self) -> bool:
        return len(self._others) > _MOST_FILES

    def texts(self, part: str) -> Iterator[str]:
        """The texts of files that are no documents, of those that hold some letters."""
        for path in self._others[:_MOST_FILES]:
            text = self.text_of(path)
            if text is not None and part in text:
                yield text

    @cached_property
    def remembered(self) -> dict[str, object]:
        """What answers have worked out of the texts; kept for one document."""
        return {}


@lru_cache(maxsize=2)
def _names(system: Same[System]) -> Names:
    return Names(system.it)


@lru_cache(maxsize=2)
def _ground(subject: Same[Subject]) -> Ground:
    return Ground(names_of(subject.it.system), subject.it.text_of)


def names_of(system: System) -> Names:
    """The declared names of a system; worked out once."""
    return _names(Same(system))


def ground_of(subject: Subject) -> Ground:
    """What a document is held against; worked out once for a subject."""
    return _ground(Same(subject))
