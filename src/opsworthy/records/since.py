"""What a change of the repository is held against: how things were before it."""

from collections.abc import Mapping
from dataclasses import field

from opsworthy.system.comparison import Change
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.exchange import Exchange, Hunk
from opsworthy.text.location import Location

_REACH = 60
"""Lines of a file that one object of it takes, at the most that is guessed."""


@dataclass(frozen=True)
class Since:
    """`revision` as it was named; `system` and `texts` as they were then (`texts` of scripts that changed, by their path of that
    time); `changes` is what the system says otherwise now, `said` every name and value of it; `hunks` are the changed places of
    each file that is there now, `new` the files that nobody committed yet; `exchanged` is what the change of each file put in the
    place of what, `standing` those of these words that a file which is no document still says."""

    revision: str
    system: System
    changes: tuple[Change, ...] = ()
    hunks: Mapping[str, tuple[Hunk, ...]] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    exchanged: Mapping[str, tuple[Exchange, ...]] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()

    def touched(self, path: str, first: int, last: int) -> bool:
        """Whether the change put something on these lines, or took something out between them."""
        places = ((begin, begin + (count - 1 if count else 1)) for _, _, begin, count in self.hunks.get(path, ()))
        return path in self.new or any(begin <= last and first <= end for begin, end in places)

    def now(self, then: Location) -> Location:
        """The line where something stands, or stood, that had this place before: its file's own where that is gone."""
        path = self.renamed.get(then.path, then.path)
        shift = 0
        for before, removed, after, added in self.hunks.get(path, ()):
            if removed and before <= then.line < before + removed:
                return Location(path, max(1, min(after + then.line - before, after + max(added, 1) - 1)))
            if before + (removed or 1) <= then.line:  # Where nothing was taken out or put in, git names the line before.
                shift = after + (added or 1) - before - (removed or 1)
        return Location(path, max(1, then.line + shift))

    def near(self, now: Location) -> Location:
        """The place itself where its line changed, else the first changed line after it within what it can be about."""
        later = [begin for _, _, begin, _ in self.hunks.get(now.path, ()) if now.line < begin <= now.line + _REACH]
        if self.touched(now.path, now.line, now.line) or not later:
            return now
        return Location(now.path, min(later))

    def first(self, path: str) -> Location | None:
        """The first changed line of a file; None where it did not change."""
        found = self.hunks.get(path)
        return Location(path, max(found[0][2], 1)) if found else Location(path, 1) if path in self.new else None
