"""Makes one change, checks again, and says whether the change was found and what else was said."""

import re
from collections import Counter
from dataclasses import dataclass

from benchmarks.drift.ground import Ground, Held
from benchmarks.drift.review import of_document, of_files
from benchmarks.drift.seeds import Seed, files_after, text_after
from opsworthy.findings.outcome import Outcome

_NOW = re.compile(r" says (.+), and the files now say (.+)")
_WORD = re.compile(r"[\w*]+")


@dataclass(frozen=True)
class Trial:
    """`caught` are new findings at the changed thing's place or naming it; `wrong` those that have nothing to do with it."""

    seed: Seed
    caught: tuple[Outcome, ...]
    wrong: tuple[Outcome, ...]


class Trials:
    """All trials of one repository; what is said before any change is worked out once for each document. `under_review`: the
    change is a commit that is checked against the one before it (`--changed-since`)."""

    def __init__(self, ground: Ground, *, under_review: bool = False) -> None:
        self.ground = ground
        self._under_review = under_review
        self._before: dict[str, Counter[tuple[str, str]]] = {}
        self._lines: dict[str, frozenset[int]] = {}

    def doubtful(self, seed: Seed) -> bool:
        """Whether something is said of the place already, so that a change of it shows nothing."""
        self._known(seed.document)
        return any(each.line in self._lines[seed.document.path] for each in seed.mentions)

    def tried(self, seed: Seed) -> Trial | None:
        """None where the change changes nothing."""
        before = self._known(seed.document)
        if seed.side == "document":
            text = text_after(seed)
            since = of_document(self.ground, seed.document, text) if self._under_review else None
            after = self.ground.findings(seed.document, text, since=since)
        else:
            texts, moved = files_after(seed, self.ground.files, self.ground.declared)
            if not texts and not moved:
                return None
            other = self.ground.changed(texts, moved)
            since = of_files(self.ground, seed.document, other, texts, moved) if self._under_review else None
            after = self.ground.findings(seed.document, other=other, since=since)
        new = [each for each in after if _key(each) not in before]
        caught = tuple(each for each in new if _follows(seed, each))
        return Trial(seed, caught, tuple(each for each in new if each not in caught))

    def _known(self, held: Held) -> Counter[tuple[str, str]]:
        if held.path not in self._before:
            found = self.ground.findings(held)
            self._before[held.path] = Counter(_key(each) for each in found)
            self._lines[held.path] = frozenset(each.location.line for each in found)
        return self._before[held.path]


def _key(outcome: Outcome) -> tuple[str, str]:
    return outcome.rule, outcome.message


def _follows(seed: Seed, outcome: Outcome) -> bool:
    """Whether a finding stands where the document says the value, or names what it was or became."""
    lines = {each.line for each in seed.mentions}
    end = max(outcome.location.line, outcome.location.end_line)
    if any(outcome.location.line <= line <= end for line in lines):
        return True
    told = outcome.message
    spoken = seed.document.text.split("\n")[outcome.location.line - 1 : end]
    if len(seed.old) > 3 and not seed.old.isdigit() and any(seed.old in line for line in spoken):
        return True
    if any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", told) for each in (seed.old, seed.new) if seed.kind != "replicas"):
        return True
    now = _NOW.search(told)
    return now is not None and _rewritten(seed, *now.groups())


def _rewritten(seed: Seed, said: str, true: str) -> bool:
    """Whether two stretches differ by words of the old and the new value alone, such as the one field of a schedule."""
    before, after = set(_WORD.findall(said)), set(_WORD.findall(true))
    old, new = set(_WORD.findall(seed.old)), set(_WORD.findall(seed.new))
    return before != after and before - after <= old and after - before <= new
