"""What the detectors said of one tree, each by itself and all together."""

from opsworthy.facts.fact import Fact, Told
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import LeftOut, Problem


@dataclass(frozen=True, slots=True)
class Said:
    """What one detector said of a tree, and what it looked at to say it beside the files that it wants: other files by name,
    `patterns` of names, and what became of those files that could not be read."""

    name: str
    told: tuple[Told, ...]
    asked: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    unread: tuple[Problem | LeftOut, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Everything that one tree says: facts in a stable order, what could not be read, what was left out and why, and the
    paths of all files, those left out too. `said` is what `detect_again` builds on."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    paths: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
