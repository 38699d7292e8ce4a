"""Adversaries: documents without substance, each with the system that it is judged against.

Most are made from a document that holds (`made.py`); the others stand as text archives in `written/`: the first line names the
original whose system and other documents they take, the lines below it say what they try, and the files follow.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.mutations.judging import judged
from benchmarks.mutations.original import FOLDER, Original, read_original
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.summary import HELD, standing, summarise

WRITTEN = Path(__file__).with_name("written")
_DUTIES = (range(111, 120), range(201, 611), range(704, 747))
_OTHERWISE = frozenset([116, 117, 118, 605, 606, *range(712, 720), *range(726, 731), 738])
_KEEPS = re.compile(r"^It keeps ([^:]*):", re.MULTILINE)
_FILE = re.compile(r"^-- (?P<path>\S+) --\n", re.MULTILINE)


@dataclass(frozen=True)
class Adversary:
    """`told` says what it tries; `texts` stand in place of the documents of `original`. `hollow` where nothing in it is of any
    use, so that no rule about a duty may hold but those that it `keeps`: what they ask for is truly said in it. One that is not
    hollow may `aim` at some rules: none of these may hold."""

    name: str
    told: str
    original: Original
    texts: dict[str, str]
    hollow: bool = True
    keeps: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()

    def outcomes(self) -> tuple[Outcome, ...]:
        return judged(self.original, self.texts)


@cache
def honest(name: str) -> Original:
    return read_original(FOLDER / f"{name}.txt")


def passes(adversary: Adversary, outcomes: tuple[Outcome, ...]) -> bool:
    """Whether `opsworthy check` would end with 0; with an aim, whether it would show nothing at all."""
    return not standing(outcomes) if adversary.aims else summarise(outcomes).exit_code == HELD


def waved_through(adversary: Adversary, outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    """The duties that a rule sees fulfilled in a text of the adversary."""
    return [
        each
        for each in outcomes
        if each.state is State.HELD
        and each.location.path in adversary.texts
        and _is_duty(each)
        and each.rule not in adversary.keeps
    ]


def fooled(adversary: Adversary, outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    """The rules that an adversary fools: any that holds on a hollow one, or one of those that it aims at, and that says nothing
    else about the same text."""
    if adversary.hollow:
        return waved_through(adversary, outcomes)
    broken = {each.rule for each in outcomes if each.state is State.BROKEN}
    return [each for each in outcomes if each.state is State.HELD and each.rule in adversary.aims - broken]


def _is_duty(outcome: Outcome) -> bool:
    """Rules about what a document must show; not those about what it must not, about its build or about truth."""
    number = int(re.sub(r"\D", "", outcome.rule))
    return any(number in span for span in _DUTIES) and number not in _OTHERWISE


def written() -> tuple[Adversary, ...]:
    return tuple(_read(path) for path in sorted(WRITTEN.glob("*.txt")))


def _read(path: Path) -> Adversary:
    head, *pieces = _FILE.split(path.read_text(encoding="utf-8"))
    name, _, told = head.strip().partition("\n")
    hollow = not told.startswith("(not hollow)")
    kept = _KEEPS.search(told)
    texts = dict(zip(pieces[0::2], pieces[1::2], strict=True))
    keeps = frozenset(re.findall(r"OW\d+", kept.group(1))) if kept else frozenset[str]()
    return Adversary(path.stem, told.removeprefix("(not hollow)").strip(), honest(name.strip()), texts, hollow, keeps)
