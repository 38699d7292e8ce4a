"""The only loop over detectors."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.facts import detectors
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Fact, Told
from opsworthy.facts.files import Files, Library
from opsworthy.repository.tree import Tree
from opsworthy.text.source import LeftOut, Problem


@dataclass(frozen=True)
class Said:
    """What one detector said, and the files that it looked at to say it."""

    detector: Detector
    files: Files
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Facts:
    """Everything that one tree says: facts in a stable order, what could not be read, what was left out and why, and the
    paths of all files, those left out too. `said` and `unreadable` are what `detect_again` builds on."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    paths: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    unreadable: tuple[Problem, ...] = ()


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Every module of `facts/detectors/`, by name; a module without a proper DETECTOR is refused with its file."""
    return tuple(_load(info.name) for info in sorted(iter_modules(detectors.__path__), key=lambda info: info.name))


def _load(name: str) -> Detector:
    module = import_module(f"{detectors.__name__}.{name}")
    declared = getattr(module, "DETECTOR", None)
    if not isinstance(declared, Detector) or declared.name != name:
        raise TypeError(f"{module.__file__} must declare DETECTOR = Detector(name={name!r}, …)")
    return declared


def detect(tree: Tree) -> Facts:
    """Runs every detector over a tree. A file that cannot be read never stops the rest."""
    library = Library(tree)
    said = []
    for detector in all_detectors():
        files = Files(library, detector.wants)
        said.append(Said(detector, files, tuple(detector.detect(files)) if files.wanted else ()))
    return _facts(tree, tuple(said), tuple(library.problems()))


def detect_again(tree: Tree, before: Facts, changed: Collection[str]) -> Facts:
    """The facts of a tree that differs from an earlier one in these paths alone: only detectors that looked there run again."""
    library = Library(tree)
    said = []
    for each in before.said:
        if any(each.detector.wants(path) or each.files.depends_on(path) for path in changed):
            files = Files(library, each.detector.wants)
            said.append(Said(each.detector, files, tuple(each.detector.detect(files)) if files.wanted else ()))
        else:
            said.append(each)
    unreadable = tuple(problem for problem in before.unreadable if problem.location.path not in changed)
    return _facts(tree, tuple(said), (*unreadable, *library.problems()))


def _facts(tree: Tree, said: tuple[Said, ...], unreadable: tuple[Problem, ...]) -> Facts:
    facts = tuple(told for each in said for told in each.told if not isinstance(told, Problem))
    problems = tuple(told for each in said for told in each.told if isinstance(told, Problem))
    return Facts(
        facts,
        tuple(dict.fromkeys((*problems, *unreadable))),
        tuple(tree.left_out()),
        tuple(tree.every_path()),
        said,
        unreadable,
    )
