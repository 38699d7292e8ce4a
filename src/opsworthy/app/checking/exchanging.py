"""Which words the change under review took out of which files, and which of these the files still say somewhere."""

import re
from collections.abc import Callable, Iterable, Mapping

from opsworthy.app.workspace import Surveyed
from opsworthy.records.exchanging import asked_of, standing
from opsworthy.repository.changes import Changes
from opsworthy.repository.git import GitFailed, holding
from opsworthy.rules.shapes.departing.departed import gone_names
from opsworthy.system.model import System
from opsworthy.text.exchange import Exchange, exchanges
from opsworthy.text.regex import regex
from opsworthy.text.source import LeftOut, Problem, Source

TextOf = Callable[[str], str | None]
_LARGEST = 400_000
"""Characters of a file that is compared with what it was."""
_MOST_FILES = 2_000
_SECRET = regex(r"^[ \t-]*[\"']?kind[\"']?:\s*[\"']?Secret\b", re.MULTILINE)
"""A file that holds a Secret in clear: nothing of it is compared, since whatever stands there may be printed."""


def exchanged(changes: Changes, then: TextOf, now: TextOf) -> dict[str, tuple[Exchange, ...]]:
    """What the change of each file put in the place of what, by its present path."""
    before_of = {after: before for before, after in changes.renamed.items()}
    found: dict[str, tuple[Exchange, ...]] = {}
    for path, hunks in list(changes.hunks.items())[:_MOST_FILES]:
        before, after = then(before_of.get(path, path)), now(path) or ""
        if before is None or max(len(before), len(after)) > _LARGEST or _SECRET.search(before) or _SECRET.search(after):
            continue
        found[path] = exchanges(before.split("\n"), after.split("\n"), hunks)  # The lines that git counts.
    return {path: every for path, every in found.items() if every}


def words_of(
    now: Surveyed, then: Surveyed, changes: Changes, documents: Mapping[str, str]
) -> tuple[dict[str, tuple[Exchange, ...]], frozenset[str]]:
    """What was exchanged, and which of the words that the documents are asked about the files still say."""

    def read(path: str) -> str | None:
        return _text(then.tree.read(path)) if path in known else None

    def text_of(path: str) -> str | None:
        return documents[path] if path in documents else _text(now.tree.read(path)) if path in here else None

    known, here = frozenset(then.tree.paths()), frozenset(now.tree.paths())
    every = exchanged(changes, read, text_of)
    words = asked(every, then.system, now.system, documents.values())
    try:
        paths = holding(now.root, words)
    except GitFailed:
        paths = tuple(here)
    return every, standing(words, (path for path in paths if path in here), text_of)


def _text(found: Source | Problem | LeftOut) -> str | None:
    return found.text if isinstance(found, Source) else None


def asked(every: Mapping[str, tuple[Exchange, ...]], then: System, now: System, documents: Iterable[str]) -> frozenset[str]:
    """The words to look for: what was exchanged, and what is declared no more."""
    texts = tuple(documents)
    names = {each.name for each in gone_names(then, now)}
    return asked_of(every, texts) | {name for name in names if any(name in text for text in texts)}
