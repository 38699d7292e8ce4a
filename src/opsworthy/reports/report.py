"""What every format prints: the outcomes of one check with all that is needed to show them, and nothing to look up."""

from collections.abc import Mapping
from dataclasses import field

from opsworthy.findings.baseline import ACCEPTED
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.summary import Summary
from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.source import Problem


@dataclass(frozen=True, slots=True)
class Signature:
    """Who speaks in a pull request: a role such as `deployment agent`, and the time in UTC as `2026-01-31T09:30:00Z`."""

    role: str
    at: str


@dataclass(frozen=True)
class Report:
    """One check. `texts` are the judged documents by path, for their lines; `rules` those that were asked. Paths of outcomes
    are relative to what was checked; `base` leads there from the root of the repository that a forge knows (empty, or such as
    `services/shop`). `started` and `ended` are UTC as `2026-01-31T09:30:00Z`, empty where nobody asked the clock. `asks` gives
    the words of open questions by key; `skipped`, `unshown`, `unchanged` and `doubtful` tell what was not judged and what is not
    shown. `pages` is the address under which the pages of the rules are published, empty where nobody said."""

    outcomes: tuple[Outcome, ...]
    summary: Summary
    rules: tuple[Rule, ...]
    documents: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    base: str = ""
    name: str = ""
    problems: tuple[Problem, ...] = ()
    started: str = ""
    ended: str = ""
    signature: Signature | None = None
    asks: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    unshown: int = 0
    unchanged: int = 0
    doubtful: int = 0
    pages: str = ""

    def path(self, path: str) -> str:
        """A path as the forge knows it, from the root of its repository."""
        base = self.base.strip("/")
        return f"{base}/{path}" if base and base != "." else path


def is_standing(outcome: Outcome) -> bool:
    """Whether it is broken and nobody excused it."""
    return outcome.state is State.BROKEN and outcome.waived is None


def is_defect(outcome: Outcome) -> bool:
    """A standing finding that a person can mend in the document; what waits for an answer is an open question instead."""
    return is_standing(outcome) and outcome.open_question is None


def seen_at(outcome: Outcome) -> tuple[Location, str]:
    """Where a reviewer of a change sees a finding, and what its message must then say first: a forge shows only what stands
    on lines of the change, so that what such a line makes untrue elsewhere is told there, with the place of the document."""
    made = next((each for each in outcome.related if each.change), None)
    return (made.location, f"{outcome.location}: ") if made else (outcome.location, "")


def is_asked_inside(key: str) -> bool:
    """Whether a question is answered in the document in which it stands, rather than in opsworthy.toml."""
    return key.startswith(("runbook.", "cost-plan."))


def is_baselined(outcome: Outcome) -> bool:
    """Whether the baseline, not a waiver, excuses it."""
    return outcome.waived == ACCEPTED
