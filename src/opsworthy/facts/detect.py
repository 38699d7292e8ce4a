"""The only loop over detectors."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.facts import detectors
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Fact
from opsworthy.facts.files import Files, Library
from opsworthy.repository.tree import Tree
from opsworthy.text.source import LeftOut, Problem


@dataclass(frozen=True)
class Facts:
    """Everything that one tree says: facts in a stable order, what could not be read, what was left out and why, and the
    paths of all files, those left out too."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    paths: tuple[str, ...] = ()


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
    facts: list[Fact] = []
    problems: list[Problem] = []
    for told in _told(library):
        (problems if isinstance(told, Problem) else facts).append(told)  # type: ignore[arg-type]
    problems.extend(library.problems())
    return Facts(tuple(facts), tuple(dict.fromkeys(problems)), tuple(tree.left_out()), tuple(tree.every_path()))


def _told(library: Library) -> Iterator[Fact | Problem]:
    for detector in all_detectors():
        files = Files(library, detector.wants)
        if files.wanted:
            yield from detector.detect(files)
