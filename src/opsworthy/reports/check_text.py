"""What `opsworthy check` prints: each defect with its place and its mend, then what could not be known, then the count."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import columns, count, safe

_STYLE = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "dim"}


def check_lines(outcomes: tuple[Outcome, ...], verbose: bool = False) -> Iterator[Printed]:
    """Broken first, by file and line; open questions together; the rest as counts (`verbose` lists them)."""
    broken = [each for each in outcomes if each.state is State.BROKEN and not each.waived]
    defects = [each for each in broken if each.open_question is None]
    waiting = [each for each in broken if each.open_question is not None]
    for outcome in sorted(defects, key=lambda each: each.location):
        yield from _defect(outcome)
    yield from _bugs(outcomes)
    yield from _waiting(waiting)
    if verbose:
        yield from _quiet(outcomes)
    yield from _summary(outcomes, len(defects), len(waiting))


def _defect(outcome: Outcome) -> Iterator[Printed]:
    place = outcome.location
    column = f":{place.column}" if place.column else ""
    head = f"{safe(place.path)}:{place.line}{column}: {outcome.severity.value}: {safe(outcome.message)}"
    yield Printed(f"{head} [{outcome.name}]", _STYLE[outcome.severity])
    for related in outcome.related:
        yield Printed(f"    {safe(str(related.location))}: {safe(related.message)}", "dim")
    if outcome.fix:
        yield Printed(f"    mend: {safe(outcome.fix)}", "dim")


def _bugs(outcomes: tuple[Outcome, ...]) -> Iterator[Printed]:
    for outcome in outcomes:
        if outcome.state is State.ERROR:
            yield Printed(f"{outcome.rule} {outcome.name}: {safe(outcome.message)}", "bad")


def _waiting(waiting: list[Outcome]) -> Iterator[Printed]:
    if not waiting:
        return
    keys: dict[str, list[Outcome]] = {}
    for outcome in waiting:
        keys.setdefault(outcome.open_question or "", []).append(outcome)
    yield from title(count(len(keys), "open question") + " to answer (`opsworthy answer`)")
    rows = [(safe(key), ", ".join(dict.fromkeys(each.name for each in found))) for key, found in sorted(keys.items())]
    yield from (Printed(line, "warn") for line in columns(rows))


def _quiet(outcomes: tuple[Outcome, ...]) -> Iterator[Printed]:
    yield from title("every other outcome")
    rows = [
        (
            outcome.state.value if not outcome.waived else "waived",
            outcome.rule,
            outcome.name,
            safe(outcome.waived or outcome.message),
        )
        for outcome in outcomes
        if outcome.state is not State.BROKEN or outcome.waived
    ]
    yield from (Printed(line, "dim") for line in columns(rows))


def _summary(outcomes: tuple[Outcome, ...], defects: int, waiting: int) -> Iterator[Printed]:
    held = sum(each.state is State.HELD for each in outcomes)
    unknown = sum(each.state is State.CANNOT_KNOW for each in outcomes)
    waived = sum(each.waived is not None for each in outcomes)
    idle = sum(each.state in (State.NOT_APPLICABLE, State.NOT_RUN) for each in outcomes)
    words = [
        count(defects, "defect"),
        f"{waiting} waiting for an answer",
        f"{held} held",
        f"{unknown} that no file can show",
        f"{idle} not applicable or not run",
    ]
    if waived:
        words.append(f"{waived} waived")
    yield Printed("")
    yield Printed(", ".join(words), "bad" if defects else "warn" if waiting else "good")
