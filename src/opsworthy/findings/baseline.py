"""The baseline: findings that a team accepted on the day it began, by fingerprint, so that only new ones fail."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from opsworthy.findings.outcome import Outcome, State
from opsworthy.text.source import Problem, Source

SCHEMA = "opsworthy.baseline/1"
ACCEPTED = "accepted in the baseline"
_ADVICE = "write it again with `opsworthy check --baseline`"


@dataclass(frozen=True)
class Baseline:
    """How often each fingerprint was accepted: a second finding of the same words is a new one."""

    accepted: Mapping[str, int] = field(default_factory=dict)

    def accept(self, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
        """The outcomes, those that the baseline accepts being marked as waived."""
        left = Counter(self.accepted)
        told = []
        for outcome in outcomes:
            if outcome.state is State.BROKEN and outcome.waived is None and left[outcome.fingerprint] > 0:
                left[outcome.fingerprint] -= 1
                outcome = replace(outcome, waived=ACCEPTED)  # noqa: PLW2901
            told.append(outcome)
        return tuple(told)

    def gone(self, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
        """Fingerprints that were accepted and no longer occur: they can be taken out of the file."""
        now = Counter(outcome.fingerprint for outcome in outcomes if outcome.state is State.BROKEN)
        return tuple(sorted(each for each, count in self.accepted.items() if now[each] < count))


def read_baseline(source: Source) -> Baseline | Problem:
    """Reads a baseline file, or says why it cannot be used: a baseline that cannot be read accepts nothing."""
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as failure:
        return Problem(source.at(1), f"this baseline is not JSON: {failure}", _ADVICE)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("findings"), list):
        return Problem(source.at(1), f"this is not a baseline of the form {SCHEMA}", _ADVICE)
    prints = (entry.get("fingerprint") for entry in data["findings"] if isinstance(entry, dict))
    return Baseline(Counter(each for each in prints if isinstance(each, str)))


def write_baseline(outcomes: Iterable[Outcome]) -> str:
    """The text of a baseline file that accepts every broken outcome given, with words that a reviewer can read."""
    broken = [outcome for outcome in outcomes if outcome.state is State.BROKEN and outcome.waived in (None, ACCEPTED)]
    findings = [
        {
            "fingerprint": each.fingerprint,
            "rule": each.rule,
            "name": each.name,
            "path": each.location.path,
            "message": each.message,
        }
        for each in sorted(broken, key=lambda each: (each.location.path, each.rule, each.message))
    ]
    return json.dumps({"schema": SCHEMA, "findings": findings}, indent=2, ensure_ascii=False) + "\n"
