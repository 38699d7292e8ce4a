"""Drafted blocks into a text that stands: what was generated may be replaced, what a person wrote stays byte for byte.

A person who edits a block owns it from then on (taking `digest=…` out of its marker hands it back). A person who deletes a
block has said that it is not wanted: it is not written again until its id is taken out of `removed=` in the last comment.
A new block goes before the next block that stands after its predecessor; a heading of the person's own is not jumped.
"""

import re
from collections.abc import Sequence
from datetime import date
from difflib import unified_diff
from enum import StrEnum

from opsworthy.documents.blocks import Block, Ledger, Outside, Part, Standing, digest, ledger_line, parse
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_HEADING = regex(r"^ {0,3}#{1,6}\s", re.MULTILINE)


class Action(StrEnum):
    """What became of a block."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFRESHED = "refreshed"
    KEPT = "kept"
    REMOVED_BY_PERSON = "removed-by-person"
    OBSOLETE_REMOVED = "obsolete-removed"
    OBSOLETE_KEPT = "obsolete-kept"


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one block. `suggestion` is a unified diff from what a person's block says to what the facts say now;
    empty where the facts have not changed since the person's edit. `line` is where the block stood, 0 if nowhere."""

    id: str
    action: Action
    line: int = 0
    suggestion: str = ""

    @property
    def words(self) -> str:
        """One line for a report."""
        where = f" (line {self.line})" if self.line else ""
        return f"{self.id}: {_WORDS[self.action]}{where}{_STALE if self.suggestion else ''}"


_WORDS = {
    Action.WRITTEN: "written",
    Action.UNCHANGED: "unchanged",
    Action.REFRESHED: "refreshed",
    Action.KEPT: "kept as a person edited it",
    Action.REMOVED_BY_PERSON: "left out, because a person removed it",
    Action.OBSOLETE_REMOVED: "removed, because the facts behind it are gone",
    Action.OBSOLETE_KEPT: "kept as a person edited it, although the facts behind it are gone",
}
_STALE = "; the facts say something else now"


@dataclass(frozen=True)
class Refreshed:
    """The text to write and what became of each block. Where there are problems, `text` is the text that stood there."""

    text: str
    changed: bool
    report: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


def refresh(path: str, existing: str | None, blocks: Sequence[Block], today: date) -> Refreshed:
    """Merges drafted blocks, in the order of the document, into the text at `path` (None where there is no file)."""
    parts = parse(path, existing or "")
    if isinstance(parts, Problem):
        return Refreshed(existing or "", False, (), (parts,))
    ledger = next((part for part in parts if isinstance(part, Ledger)), None)
    removed = _removed(parts, ledger, blocks)
    since = today if ledger is None or ledger.as_of is None else ledger.as_of
    merged = _Merge(list(parts), blocks, removed, since, _line_end(existing or ""))
    if any(note.action in _CHANGES for note in merged.report) and since != today:
        merged = _Merge(list(parts), blocks, removed, today, _line_end(existing or ""))
    text = merged.with_ledger(ledger)
    return Refreshed(text, text != existing, merged.report)


_CHANGES = frozenset({Action.WRITTEN, Action.REFRESHED, Action.OBSOLETE_REMOVED})


def _removed(parts: Sequence[Part], ledger: Ledger | None, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Ids that the document was given and that a person took out."""
    if ledger is None:
        return ()
    standing = {part.id for part in parts if isinstance(part, Standing)}
    given = dict.fromkeys((*ledger.removed, *(block.id for block in blocks if block.id in ledger.ids)))
    return tuple(name for name in given if name not in standing)


def _line_end(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


class _Merge:
    """One pass over the blocks with one date. `parts` becomes the new document, in order."""

    def __init__(self, parts: list[Part], blocks: Sequence[Block], removed: Sequence[str], as_of: date, end: str) -> None:
        self.parts = parts
        self.as_of = as_of
        self.end = end
        self.removed = tuple(removed)
        self.ids = tuple(block.id for block in blocks)
        self.report = (*(self._place(block) for block in blocks), *self._obsolete())

    def _place(self, block: Block) -> Note:
        at = self._index(block.id)
        if at is None:
            if block.id in self.removed:
                return Note(block.id, Action.REMOVED_BY_PERSON)
            self._insert(block)
            return Note(block.id, Action.WRITTEN)
        standing = self.parts[at]
        assert isinstance(standing, Standing)
        fresh = block.text(self.as_of)
        if not standing.untouched:
            return Note(block.id, Action.KEPT, standing.line, self._suggestion(standing, block))
        if standing.text.replace("\r\n", "\n").rstrip("\n") == fresh.rstrip("\n"):
            return Note(block.id, Action.UNCHANGED, standing.line)
        self.parts[at] = self._standing(block.id, fresh, standing.line)
        return Note(block.id, Action.REFRESHED, standing.line)

    def _suggestion(self, standing: Standing, block: Block) -> str:
        body = block.body(self.as_of)
        if digest(body) == standing.digest:
            return ""
        stood = standing.body.replace("\r\n", "\n").splitlines()
        return "\n".join(unified_diff(stood, body.splitlines(), f"{block.id} as edited", f"{block.id} by the facts", lineterm=""))

    def _obsolete(self) -> list[Note]:
        """A block that is no longer drafted goes, unless a person made it theirs."""
        found = [part for part in self.parts if isinstance(part, Standing) and part.id not in self.ids]
        for part in found:
            if part.untouched:
                self._take_out(self.parts.index(part))
        return [Note(part.id, Action.OBSOLETE_REMOVED if part.untouched else Action.OBSOLETE_KEPT, part.line) for part in found]

    def _take_out(self, at: int) -> None:
        """Takes a block out with the one empty line that set it apart."""
        del self.parts[at]
        after = self.parts[at] if at < len(self.parts) else None
        before = self.parts[at - 1].text if at else ""
        if isinstance(after, Outside) and (not before or _ends_blank(before)):
            self.parts[at] = Outside(re.sub(r"\A\r?\n", "", after.text))

    def _insert(self, block: Block) -> None:
        at = self._position(block.id)
        before = "".join(part.text for part in self.parts[max(0, at - 2) : at])
        after = self.parts[at].text if at < len(self.parts) else ""
        gap = "" if not before or _ends_blank(before) else self.end if before.endswith("\n") else self.end * 2
        tail = "" if not after or after.startswith(("\n", "\r\n")) else self.end
        placed: list[Part] = [Outside(gap), self._standing(block.id, block.text(self.as_of), 0), Outside(tail)]
        self.parts[at:at] = [part for part in placed if part.text]

    def _position(self, name: str) -> int:
        """Where in the parts a new block belongs, by its neighbours in the draft."""
        order = self.ids.index(name)
        before = [at for at in map(self._index, self.ids[:order]) if at is not None]
        if before:
            return self._past(before[-1] + 1)
        after = next((at for at in map(self._index, self.ids[order + 1 :]) if at is not None), None)
        if after is not None:
            return after
        return next((at for at, part in enumerate(self.parts) if isinstance(part, Ledger)), len(self.parts))

    def _past(self, at: int) -> int:
        """Past the person's notes that belong to the block before, up to a heading of theirs."""
        while at < len(self.parts) and isinstance(part := self.parts[at], Outside) and not _HEADING.search(part.text):
            at += 1
        return at

    def _index(self, name: str) -> int | None:
        return next((at for at, part in enumerate(self.parts) if isinstance(part, Standing) and part.id == name), None)

    def _standing(self, name: str, text: str, line: int) -> Standing:
        return Standing(name, text.replace("\n", self.end), "", None, line)

    def with_ledger(self, ledger: Ledger | None) -> str:
        """The whole text, with its last comment brought up to date."""
        kept = [part.id for part in self.parts if isinstance(part, Standing) and part.id not in self.ids]
        line = ledger_line((*self.ids, *kept), self.removed, self.as_of)
        if ledger is not None:
            same = ledger.text.replace("\r\n", "\n").rstrip("\n") == line.rstrip("\n")
            mine = ledger.text if same else line.replace("\n", self.end)
            return "".join(mine if part is ledger else part.text for part in self.parts)
        text = "".join(part.text for part in self.parts)
        gap = "" if not text or _ends_blank(text) else self.end if text.endswith("\n") else self.end * 2
        return text + gap + line.replace("\n", self.end)


def _ends_blank(text: str) -> bool:
    return text.replace("\r\n", "\n").endswith("\n\n") or text in ("\n", "\r\n")
