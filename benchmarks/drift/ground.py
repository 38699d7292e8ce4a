"""A public repository at one commit, in memory: its files, its documents and what a check says of one of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from benchmarks.drift.declared import Declared, declarations
from opsworthy import __version__
from opsworthy.app.checking.units import Page, is_markdown, kind_of, profile_for
from opsworthy.app.engine import understood, understood_again
from opsworthy.app.estimate import estimate_system
from opsworthy.app.places import documents_folder
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.documents.write import write
from opsworthy.documents.writer import Dossier
from opsworthy.findings.outcome import Outcome, State
from opsworthy.records.since import Since
from opsworthy.repository.overlay import OverlayTree
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import Tree
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.judge import judge, profiles_of
from opsworthy.rules.rule import Rule, Subject
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.source import LeftOut, Problem, Source

TODAY = date(2026, 6, 1)
OTHER_IDS = ("OW107", "OW122", "OW622", "OW623", "OW811", "OW812", "OW813", "OW814")
NO_DRIFT = ("OW804", "OW806")
TOKEN = re.compile(r"[\w-]+")
_LARGEST = 300_000
"""Characters of a file."""


def drift_rules() -> tuple[Rule, ...]:
    """The rules that hold what a document says against the files: the family truth without what asks for something to be
    added, and those of other families that do the same of links, stores and examples."""
    return tuple(each for each in all_rules() if (each.family == "truth" and each.id not in NO_DRIFT) or each.id in OTHER_IDS)


class MovedTree:
    """A tree with some texts replaced and some files moved."""

    def __init__(self, below: Tree, texts: Mapping[str, str], moved: Mapping[str, str]) -> None:
        self._below, self._texts = below, dict(texts)
        self._moved, self._came = dict(moved), {new: old for old, new in moved.items()}

    @property
    def name(self) -> str:
        return self._below.name

    def paths(self) -> list[str]:
        return sorted({self._moved.get(path, path) for path in self._below.paths()})

    def every_path(self) -> list[str]:
        return sorted({self._moved.get(path, path) for path in self._below.every_path()})

    def read(self, path: str) -> Source | Problem | LeftOut:
        if path in self._texts:
            return Source(path, self._texts[path])
        found = self._below.read(self._came.get(path, path))
        return Source(path, found.text) if isinstance(found, Source) else found

    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(self._below.left_out())


@dataclass(frozen=True)
class Held:
    """A document that is judged: `profile` is what it answers to; `made` whether the program wrote it."""

    path: str
    text: str
    profile: str
    made: bool


class Ground:
    """One repository. Raises GitFailed where the clone does not hold the commit."""

    def __init__(self, clone: Path, commit: str, documents: tuple[str, ...], name: str) -> None:
        self.name = name
        base = RevisionTree(clone, commit)
        base.name = clone.name.partition("+")[2]
        facts, system = understood(base)
        made = _made(system, base)
        self.tree: Tree = OverlayTree(base, made)
        self.facts, self.system = understood_again(self.tree, facts.said, tuple(made))
        self.documents = tuple(_held(self, path, made) for path in (*made, *documents))
        self.documents = tuple(each for each in self.documents if each.profile)

    @cached_property
    def files(self) -> dict[str, str]:
        """The texts of what is no document; what is as large as data is left out."""
        read = {path: self.tree.read(path) for path in self.tree.paths() if not is_markdown(path)}
        return {path: found.text for path, found in read.items() if isinstance(found, Source) and len(found.text) < _LARGEST}

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        return tuple(sorted(set(declarations(self.files))))

    @cached_property
    def words(self) -> str:
        """All texts and paths in one, to ask whether a word is in use."""
        pages = (self.tree.read(path) for path in self.tree.paths() if is_markdown(path))
        told = [each.text for each in pages if isinstance(each, Source) and len(each.text) < _LARGEST]
        return "\n".join((*self.files.values(), *told, *self.tree.every_path()))

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The same word by word, where that is enough."""
        return frozenset(TOKEN.findall(self.words))

    def changed(self, texts: Mapping[str, str], moved: Mapping[str, str]) -> tuple[Tree, System]:
        """The repository with some files changed; only what looks at them is read again."""
        tree = MovedTree(self.tree, texts, moved)
        _, system = understood_again(tree, self.facts.said, (*texts, *moved, *moved.values()))
        return tree, system

    def findings(
        self, held: Held, text: str | None = None, other: tuple[Tree, System] | None = None, *, since: Since | None = None
    ) -> tuple[Outcome, ...]:
        """What the rules of drift say of one document, of it with another text, or of it in a repository that changed; with
        `since`, what they say of the change besides."""
        tree, system = other or (self.tree, self.system)
        document = _parsed(held.path, held.text if text is None else text)

        def text_of(path: str) -> str | None:
            found = tree.read(path) if path in paths else None
            return found.text if isinstance(found, Source) else None

        paths = frozenset(system.paths)
        cost = kind_of(held.path) == "cost-plan"
        subject = Subject(
            system=system,
            runbook=None if cost else document,
            cost_plan=document if cost else None,
            estimate=estimate_system(system) if held.made else None,
            anchor=Location(held.path, 1),
            text_of=text_of,
            since=since,
        )
        told = judge(subject, TODAY, rules=drift_rules(), profile=held.profile)
        return tuple(each for each in told if each.state in (State.BROKEN, State.ERROR) and each.location.path == held.path)


@lru_cache(maxsize=12)
def _parsed(path: str, text: str) -> Document:
    return parse(Source(path, text), kind_of(path))


def _held(ground: Ground, path: str, made: Mapping[str, str]) -> Held:
    found = ground.tree.read(path)
    text = found.text if isinstance(found, Source) else ""
    if path in made:
        profile = "cost-plan" if kind_of(path) == "cost-plan" else next(iter(profiles_of(ground.system) - {"cost-plan"}))
        return Held(path, text, profile, made=True)
    document = parse(Source(path, text), kind_of(path))
    return Held(path, text, profile_for(Page(path, kind_of(path), named=True), document, None), made=False)


def _made(system: System, tree: Tree) -> dict[str, str]:
    """What our own writer makes of the repository, beside what stands there."""
    taken = set(tree.every_path())
    folder = documents_folder(system)
    while any(f"{folder}/{each}".lstrip("/") in taken for each in ("runbook.md", "cost-plan.md", "release-guide.md")):
        folder = f"{folder}/drafted".lstrip("/")
    written = write(Dossier(system, estimate_system(system), TODAY, __version__, folder), {})
    return {each.path: re.sub(r"\r\n", "\n", each.refreshed.text) for each in written}
