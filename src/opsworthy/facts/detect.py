"""The only loop over detectors."""

from collections.abc import Collection
from functools import cache
from importlib import import_module

from opsworthy.facts import detectors
from opsworthy.facts.detector import Detector
from opsworthy.facts.files import Files, Library, fits
from opsworthy.facts.looking import declared, sorted_out, words_of
from opsworthy.facts.said import Facts, Said
from opsworthy.repository.templating import Templater
from opsworthy.repository.tree import Tree
from opsworthy.text.source import LeftOut, Problem, Source

_MANY = 300


def all_detectors() -> tuple[Detector, ...]:
    """Every module of `facts/detectors/`, by name; a module without a proper DETECTOR is refused with its file."""
    return tuple(detector(name) for name in declared())


@cache
def detector(name: str) -> Detector:
    """One detector, imported when it is first asked for. Raises TypeError where its module is badly declared."""
    module = import_module(f"{detectors.__name__}.{name}")
    found = getattr(module, "DETECTOR", None)
    if not isinstance(found, Detector) or found.name != name:
        raise TypeError(f"{module.__file__} must declare DETECTOR = Detector(name={name!r}, …)")
    return found


def detect(tree: Tree, templater: Templater | None = None) -> Facts:
    """Runs every detector that has something to read in a tree. A file that cannot be read never stops the rest."""
    library = Library(tree, templater)
    return _facts(tree, [_said(library, name, paths) for name, paths in sorted_out(library.paths).items()])


def detect_again(tree: Tree, before: Collection[Said], changed: Collection[str], templater: Templater | None = None) -> Facts:
    """The facts of a tree that differs from an earlier one in these paths alone: only detectors that looked there run again."""
    library = Library(tree, templater)
    earlier = {each.name: each for each in before}
    touched = sorted_out(changed)
    found = []
    for name, paths in sorted_out(library.paths).items():
        said = earlier.get(name)
        if said is None or _touches(said, touched.get(name, ()), changed):
            said = _said(library, name, paths)
        found.append(said)
    return _facts(tree, found)


def _touches(said: Said, own: Collection[str], changed: Collection[str]) -> bool:
    """Whether a change reaches what a detector looked at; `own` are the changed files that it may want."""
    if any(detector(said.name).wants(path) for path in own):
        return True
    return any(path in said.asked for path in changed) or any(fits(path, each) for each in said.patterns for path in changed)


def _said(library: Library, name: str, paths: Collection[str]) -> Said:
    if not _may_tell(library, name, paths):
        return Said(name, ())
    chosen = detector(name)
    files = Files(library, chosen.wants, paths)
    told = tuple(chosen.detect(files)) if files.wanted else ()
    return Said(name, told, frozenset(files.asked), frozenset(files.patterns), files.unread())


def _may_tell(library: Library, name: str, paths: Collection[str]) -> bool:
    """Whether a path or a text holds a word without which the detector tells nothing. Not asked of many files: there it counts
    for little what is imported."""
    words = words_of(name)
    return not words or len(paths) > _MANY or any(_holds(library, path, words) for path in paths)


def _holds(library: Library, path: str, words: tuple[str, ...]) -> bool:
    if any(word in path for word in words):
        return True
    source = library.source(path)
    return not isinstance(source, Source) or any(word in source.text for word in words)


def _facts(tree: Tree, said: Collection[Said]) -> Facts:
    facts = tuple(told for each in said for told in each.told if not isinstance(told, Problem))
    problems = [told for each in said for told in each.told if isinstance(told, Problem)]
    unread = {each for one in said for each in one.unread}
    unreadable = sorted((each for each in unread if isinstance(each, Problem)), key=lambda each: each.location)
    left_out = {*tree.left_out(), *(each for each in unread if isinstance(each, LeftOut))}
    return Facts(
        facts, tuple(dict.fromkeys((*problems, *unreadable))), tuple(sorted(left_out)), tuple(tree.every_path()), tuple(said)
    )
