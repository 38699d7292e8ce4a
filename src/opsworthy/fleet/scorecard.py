"""A scorecard: what a check found, counted; the grade is read from outcomes and nothing else."""

from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Scorecard:
    """One repository. `held` and `broken` count rules, not places; `unproven` those that could not be known, run or
    finished; `failed` says why a repository could not be judged at all."""

    name: str
    path: str
    kind: str
    services: int
    held: int
    broken: int
    unproven: int
    open_questions: int
    failed: str | None = None

    @property
    def share(self) -> float | None:
        """The share of judged rules that hold, 0 to 1; None where nothing was judged."""
        judged = self.held + self.broken + self.unproven
        return self.held / judged if judged else None


def score(system: System, path: str, outcomes: tuple[Outcome, ...]) -> Scorecard:
    """Reads a scorecard from a check; a rule with one broken place is broken, a waived place does not break it."""
    states: dict[str, set[State]] = {}
    for outcome in outcomes:
        if outcome.severity is not Severity.NOTE and outcome.waived is None:
            states.setdefault(outcome.rule, set()).add(outcome.state)
    broken = sum(State.BROKEN in found for found in states.values())
    held = sum(found <= {State.HELD, State.NOT_APPLICABLE} and State.HELD in found for found in states.values())
    idle = sum(found == {State.NOT_APPLICABLE} for found in states.values())
    return Scorecard(
        name=system.name,
        path=path,
        kind=system.deployable.kind,
        services=len(system.services),
        held=held,
        broken=broken,
        unproven=len(states) - broken - held - idle,
        open_questions=len(system.questions),
    )


def ranked(cards: list[Scorecard]) -> list[Scorecard]:
    """The neediest first: unjudged ones, then by the share that holds, then by name."""
    return sorted(cards, key=lambda card: (card.failed is None, card.share if card.share is not None else -1.0, card.name))
