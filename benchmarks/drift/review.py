"""A change as `--changed-since` sees it: how the repository was before, and what the change put in the place of what."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from benchmarks.drift.ground import Ground, Held
from opsworthy.app.checking.exchanging import asked, exchanged
from opsworthy.records.exchanging import standing
from opsworthy.records.since import Since
from opsworthy.repository.changes import Changes, Hunk
from opsworthy.repository.tree import Tree
from opsworthy.system.comparison import differences
from opsworthy.system.definitions import definitions, said_by
from opsworthy.system.model import System
from opsworthy.text.source import Source


def of_document(ground: Ground, held: Held, text: str) -> Since:
    """A change of one document alone."""
    changes = Changes({}, {held.path: _hunks(held.text, text)})
    every = exchanged(changes, lambda _: held.text, lambda _: text)
    words = asked(every, ground.system, ground.system, (text,))
    found = standing(words, ground.tree.paths(), ground.files.get)
    return Since("HEAD", ground.system, (), changes.hunks, exchanged=every, standing=found)


def of_files(ground: Ground, held: Held, other: tuple[Tree, System], texts: Mapping[str, str], moved: Mapping[str, str]) -> Since:
    """A change of files, which leaves the documents as they are."""
    tree, now = other
    hunks = {path: _hunks(ground.files[path], text) for path, text in texts.items()}
    every = exchanged(Changes({}, hunks, dict(moved)), ground.files.get, texts.get)
    words = asked(every, ground.system, now, (held.text,))
    said = definitions(now)

    def text_of(path: str) -> str | None:
        found = tree.read(path)
        return found.text if isinstance(found, Source) else None

    return Since(
        "HEAD", ground.system, differences(definitions(ground.system), said), hunks, renamed=dict(moved), said=said_by(said),
        exchanged=every, standing=standing(words, tree.paths(), text_of),
    )  # fmt: skip


def _hunks(before: str, now: str) -> tuple[Hunk, ...]:
    """Changed places as git counts them."""
    found = SequenceMatcher(None, before.split("\n"), now.split("\n"), autojunk=False).get_opcodes()
    return tuple(
        (begin + (end > begin), end - begin, first + (last > first), last - first)
        for what, begin, end, first, last in found
        if what != "equal"
    )
