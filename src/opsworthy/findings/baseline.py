"""The baseline: findings that a team accepted on the day it began, so that only new ones fail.

A finding is the accepted one where its fingerprint is the same; where its document or its section was renamed and the line that
it points at was not; or where it is what is left of an accepted one, since a half-mended finding must not count as a new one.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from hashlib import sha256

from opsworthy.findings.fingerprint import subject_of
from opsworthy.findings.outcome import Outcome, State
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem, Source

SCHEMA = "opsworthy.baseline/1"
ACCEPTED = "accepted in the baseline"
_ADVICE = "write it again with `opsworthy baseline write`"
_KEYS = ("fingerprint", "rule", "name", "path", "section", "message", "content")

Lines = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding; `content` is a digest of the line that it points at, "" where there is none."""

    fingerprint: str
    rule: str
    name: str
    path: str
    section: str
    message: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a check and a baseline have in common: the outcomes, accepted ones marked; the entries that nothing answers to any
    more; those that stand otherwise than when they were written, with what they are now; and how many findings are new."""

    outcomes: tuple[Outcome, ...]
    gone: tuple[Entry, ...]
    moved: tuple[tuple[Entry, Entry], ...]
    kept: tuple[Entry, ...]
    new: tuple[Outcome, ...]


@dataclass(frozen=True)
class Baseline:
    """The accepted findings, in the order of the file."""

    entries: tuple[Entry, ...] = field(default_factory=tuple)

    def accept(self, outcomes: Iterable[Outcome], lines: Lines | None = None) -> tuple[Outcome, ...]:
        """The outcomes, those that the baseline accepts being marked as waived."""
        return self.compare(outcomes, lines).outcomes

    def compare(self, outcomes: Iterable[Outcome], lines: Lines | None = None) -> Compared:
        """Holds outcomes against the baseline; each entry answers for one finding. `lines` are those of the judged documents."""
        told = tuple(outcomes)
        standing = [(at, entry_of(each, lines or {})) for at, each in enumerate(told) if _stands(each)]
        matched = _matched(self.entries, [now for _, now in standing])
        pairs = [(self.entries[matched[nth]], now) for nth, (_, now) in enumerate(standing) if nth in matched]
        accepted = {at for nth, (at, _) in enumerate(standing) if nth in matched}
        taken = set(matched.values())
        return Compared(
            tuple(replace(each, waived=ACCEPTED) if at in accepted else each for at, each in enumerate(told)),
            gone=tuple(each for at, each in enumerate(self.entries) if at not in taken),
            moved=tuple((then, now) for then, now in pairs if then.fingerprint != now.fingerprint),
            kept=tuple(now for _, now in pairs),
            new=tuple(told[at] for at, _ in standing if at not in accepted),
        )


def _stands(outcome: Outcome) -> bool:
    return outcome.state is State.BROKEN and outcome.waived is None


def _matched(entries: Sequence[Entry], now: Sequence[Entry]) -> dict[int, int]:
    """For each finding the entry that answers for it, the surest way first: its print, the rest of it, the same elsewhere."""
    ways: tuple[tuple[Callable[[Entry], tuple[str, ...]], Callable[[Entry, Entry], bool]], ...] = (
        (lambda each: (each.fingerprint,), lambda _then, _now: True),
        (lambda each: (each.rule, each.path, each.section), _is_rest),
        (lambda each: (each.rule, subject_of(each.message), each.content), lambda then, _now: then.content != ""),
    )
    found: dict[int, int] = {}
    for key, fits in ways:
        free: dict[tuple[str, ...], list[int]] = {}
        taken = set(found.values())
        for at, then in enumerate(entries):
            if at not in taken:
                free.setdefault(key(then), []).append(at)
        for nth, each in enumerate(now):
            if nth not in found:
                here = free.get(key(each), [])
                hit = next((at for at in here if fits(entries[at], each)), None)
                if hit is not None:
                    found[nth] = hit
                    here.remove(hit)
    return found


def _is_rest(then: Entry, now: Entry) -> bool:
    """Whether a finding says less than the accepted one and nothing else: `no duration` of `no command or duration`."""
    before, after = (Counter(subject_of(each.message).replace(",", " ").split()) for each in (then, now))
    return after < before


def entry_of(outcome: Outcome, lines: Lines) -> Entry:
    """A finding as a baseline keeps it."""
    text = lines.get(outcome.location.path, ())
    line = text[outcome.location.line - 1].strip() if 0 < outcome.location.line <= len(text) else ""
    content = sha256(" ".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16] if line else ""
    return Entry(
        outcome.fingerprint, outcome.rule, outcome.name, outcome.location.path, outcome.section, outcome.message, content
    )


def read_baseline(source: Source) -> Baseline | Problem:
    """Reads a baseline file, or says why it cannot be used: a baseline that cannot be read accepts nothing."""
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as failure:
        line = failure.lineno if isinstance(failure, json.JSONDecodeError) else 1
        return Problem(source.at(line), f"this baseline is not JSON: {failure}", _ADVICE)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("findings"), list):
        return Problem(source.at(1), f"this is not a baseline of the form {SCHEMA}", _ADVICE)
    entries: list[Entry] = []
    for entry in data["findings"]:
        told = {key: entry.get(key, "") for key in _KEYS} if isinstance(entry, dict) else {}
        if not told.get("fingerprint") or not all(isinstance(value, str) for value in told.values()):
            return Problem(source.at(1), f"entry {len(entries) + 1} of this baseline has no fingerprint of its own", _ADVICE)
        entries.append(Entry(**told))
    return Baseline(tuple(entries))


def write_baseline(outcomes: Iterable[Outcome], lines: Lines | None = None) -> str:
    """The text of a baseline file that accepts every broken outcome given, with words that a reviewer can read."""
    accepted = (each for each in outcomes if each.state is State.BROKEN and each.waived in (None, ACCEPTED))
    return as_text(entry_of(each, lines or {}) for each in accepted)


def as_text(entries: Iterable[Entry]) -> str:
    """Entries by document, section and rule: what does not change stays where it stands in the file."""
    ordered = sorted(entries, key=lambda each: (each.path, each.section, each.rule, each.message, each.fingerprint))
    findings = [{key: told for key in _KEYS if (told := getattr(each, key))} for each in ordered]
    return json.dumps({"schema": SCHEMA, "findings": findings}, indent=2, ensure_ascii=False) + "\n"
