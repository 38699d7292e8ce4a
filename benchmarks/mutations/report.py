"""What became of the mutants, by kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.mutations.judging import judged
from benchmarks.mutations.mutant import Mutant
from benchmarks.mutations.original import Original
from opsworthy.findings.outcome import Outcome, State

Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant with the findings that the original does not have, as rule and message."""

    mutant: Mutant
    findings: tuple[Finding, ...]

    @property
    def caught(self) -> bool:
        """Whether a rule that owes it says so."""
        return any(rule in self.mutant.kind.rules for rule, _ in self.findings)

    @property
    def noticed(self) -> bool:
        return bool(self.findings)


@dataclass(slots=True)
class Tally:
    """How many mutants of one kind were caught by the rule that should, by another alone, or by none."""

    caught: int = 0
    by_another: int = 0
    missed: int = 0
    trials: list[Trial] = field(default_factory=list)

    def add(self, trial: Trial) -> None:
        self.caught += trial.caught
        self.by_another += trial.noticed and not trial.caught
        self.missed += not trial.noticed
        self.trials.append(trial)

    @property
    def count(self) -> int:
        return len(self.trials)


def findings(outcomes: Iterable[Outcome]) -> list[tuple[Finding, Outcome]]:
    """What is broken or went wrong, at any severity, waived or not."""
    return [((each.name, each.message), each) for each in outcomes if each.state in (State.BROKEN, State.ERROR)]


def tried(mutants: Iterable[Mutant]) -> Iterator[Trial]:
    """Judges mutants; what the original has already is not counted, and only something new catches. The rules that owe the
    finding are asked first, all the others only where those are silent."""
    known: dict[str, set[Finding]] = {}
    for mutant in mutants:
        original = mutant.original
        if original.name not in known:
            known[original.name] = {each for each, _ in findings(judged(original))}
        trial = _trial(mutant, known[original.name], mutant.kind.rules)
        yield trial if trial.caught else _trial(mutant, known[original.name])


def _trial(mutant: Mutant, known: Collection[Finding], only: Collection[str] = ()) -> Trial:
    told = (each for each, _ in findings(judged(mutant.original, {mutant.path: mutant.text}, only)))
    return Trial(mutant, tuple(dict.fromkeys(each for each in told if each not in known)))


def tallied(trials: Iterable[Trial]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for trial in trials:
        tallies[trial.mutant.kind.name].add(trial)
    return dict(tallies)


def on_originals(every: Iterable[Original]) -> Iterator[str]:
    """The findings on documents that hold; there must be none."""
    for original in every:
        for (rule, message), outcome in findings(judged(original)):
            yield f"{original.name}/{outcome.location.path}:{outcome.location.line} {rule}: {message}"
