"""What a run does, or would do, to one file."""

from difflib import unified_diff

from opsworthy.documents.refresh import Note
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Change:
    """One file: its text now (None where it is absent) and the text it should have. `added` are the questions new in it,
    `kept` the blocks that a person edited; `foreign` where a person wrote it without us, so that it is left alone."""

    path: str
    before: str | None
    after: str
    added: tuple[str, ...] = ()
    kept: tuple[Note, ...] = ()
    foreign: bool = False

    @property
    def word(self) -> str:
        """created, refreshed, unchanged or left alone."""
        if self.foreign:
            return "left alone"
        if self.before is None:
            return "created"
        return "unchanged" if self.before == self.after else "refreshed"

    def diff(self) -> str:
        """A unified diff of the change; empty where there is none."""
        old = (self.before or "").splitlines(keepends=True)
        new = self.after.splitlines(keepends=True)
        around = 0 if self.added else 3  # A person's answers are theirs; only the questions are ours to show.
        return "".join(unified_diff(old, new, f"a/{self.path}", f"b/{self.path}", n=around))
