"""What a set of outcomes comes to: counts, the worst, and the exit code."""

from collections import Counter
from collections.abc import Iterable

from opsworthy.findings.outcome import Confidence, Outcome, Severity, State
from opsworthy.text.dataclass import dataclass

HELD, FINDINGS, OUR_BUG = 0, 1, 70
_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_SURER = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True)
class Summary:
    """Counts of outcomes. `broken` counts by severity what is neither waived nor accepted; `questions` are the open
    questions behind broken outcomes, in order; `exit_code` is 0 held, 1 findings at or above the threshold, 70 our bug."""

    states: dict[State, int]
    broken: dict[Severity, int]
    waived: int
    questions: tuple[str, ...]
    worst: Severity | None
    threshold: Severity
    exit_code: int


def counts(severity: Severity, threshold: Severity) -> bool:
    """Whether a finding of this severity reaches the threshold."""
    return _ORDER.index(severity) >= _ORDER.index(threshold)


def sure(confidence: Confidence, least: Confidence) -> bool:
    """Whether a finding of this confidence is sure enough."""
    return _SURER.index(confidence) >= _SURER.index(least)


def standing(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The broken outcomes that nobody excused."""
    return tuple(each for each in outcomes if each.state is State.BROKEN and each.waived is None)


def summarise(outcomes: Iterable[Outcome], threshold: Severity = Severity.ERROR) -> Summary:
    """Counts outcomes. What could not be known, was not run or does not apply never fails and never counts as held."""
    every = tuple(outcomes)
    states = Counter(each.state for each in every)
    broken = standing(every)
    by_severity = Counter(each.severity for each in broken)
    failing = any(counts(each.severity, threshold) for each in broken)
    code = OUR_BUG if states[State.ERROR] else FINDINGS if failing else HELD
    return Summary(
        states={state: states[state] for state in State},
        broken={severity: by_severity[severity] for severity in Severity},
        waived=sum(each.waived is not None for each in every),
        questions=tuple(dict.fromkeys(each.open_question for each in broken if each.open_question)),
        worst=max((each.severity for each in broken), key=_ORDER.index, default=None),
        threshold=threshold,
        exit_code=code,
    )
