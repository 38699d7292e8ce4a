"""What `opsworthy check` prints: the defects of each document, then the questions that wait, then the count and the next step."""

from collections.abc import Iterator, Mapping

from opsworthy.findings.outcome import Outcome, State
from opsworthy.reports.checked_text import aside_lines
from opsworthy.reports.defects_text import defect_lines
from opsworthy.reports.printed import Printed, title
from opsworthy.reports.report import Report, is_asked_inside, is_defect, is_standing
from opsworthy.reports.words import columns, count, safe, shortened

WIDTH = 100


def check_lines(report: Report, *, width: int = WIDTH, verbose: bool = False, brief: bool = False) -> Iterator[Printed]:
    """Defects by document and place; open questions together; the rest as counts (`verbose` lists them, and every defect in
    full). The last line says what to do next; `brief` leaves that, and the words of the questions, to another report."""
    defects = [each for each in report.outcomes if is_defect(each)]
    waiting = [each for each in report.outcomes if is_standing(each) and each.open_question is not None]
    yield from defect_lines(defects, report.texts, width, everything=verbose)
    yield from _bugs(report.outcomes)
    yield from _waiting(waiting, {} if brief else report.asks, width)
    if verbose:
        yield from _quiet(report.outcomes)
    yield Printed("")
    yield from aside_lines(report.skipped, report.unshown, report.unchanged, report.doubtful)
    yield _summary(report.outcomes, len(defects), len(waiting))
    if not brief and (told := _next(report, defects, waiting)):
        yield Printed(f"next: {told}")


def _bugs(outcomes: tuple[Outcome, ...]) -> Iterator[Printed]:
    for outcome in outcomes:
        if outcome.state is State.ERROR:
            yield Printed(f"{outcome.rule} {outcome.name}: {safe(outcome.message)}", "bad")


def _waiting(waiting: list[Outcome], asks: Mapping[str, str], width: int) -> Iterator[Printed]:
    if not waiting:
        return
    keys: dict[str, list[Outcome]] = {}
    for outcome in waiting:
        keys.setdefault(outcome.open_question or "", []).append(outcome)
    inside = {key: found for key, found in keys.items() if is_asked_inside(key)}
    yield from _asked({key: found for key, found in keys.items() if key not in inside}, "(`opsworthy answer`)", asks, width)
    yield from _asked(inside, "where they stand in the documents", asks, width)


def _asked(keys: Mapping[str, list[Outcome]], where: str, asks: Mapping[str, str], width: int) -> Iterator[Printed]:
    if not keys:
        return
    yield from title(f"{count(len(keys), 'open question')} to answer {where}")
    rows = [(safe(key), safe(", ".join(dict.fromkeys(each.name for each in found)))) for key, found in sorted(keys.items())]
    for (key, _), line in zip(sorted(keys.items()), columns(rows), strict=True):
        yield Printed(line, "warn")
        if ask := asks.get(key):
            yield Printed(f"      {shortened(safe(ask), max(width - 6, 40))}", "dim")


def _quiet(outcomes: tuple[Outcome, ...]) -> Iterator[Printed]:
    yield from title("every other outcome")
    rows = [
        (
            outcome.state.value if not outcome.waived else "waived",
            outcome.rule,
            outcome.name,
            safe(f"{outcome.waived or outcome.message}  ({outcome.location})"),
        )
        for outcome in outcomes
        if outcome.state is not State.BROKEN or outcome.waived
    ]
    yield from (Printed(line, "dim") for line in columns(rows))


def _summary(outcomes: tuple[Outcome, ...], defects: int, waiting: int) -> Printed:
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
        words.append(f"{waived} waived or accepted")
    return Printed(", ".join(words), "bad" if defects else "warn" if waiting else "good")


def _next(report: Report, defects: list[Outcome], waiting: list[Outcome]) -> str:
    """One step, the one that helps most; nothing where nothing is left to do."""
    if any(each.state is State.ERROR for each in report.outcomes):
        return "report the bug above; it is ours, not one of the document"
    missing = next((each for each in defects if each.location.path not in report.texts and each.location.line == 1), None)
    if missing is not None:
        return "opsworthy prepare    drafts what is missing from what the files of the repository say"
    if mended := sum(each.patch is not None and each.patch.safe for each in defects):
        return f"opsworthy check --fix    mends {count(mended, 'defect')} by itself; --diff shows how"
    if defects:
        first = min(defects, key=lambda each: (_ORDER[each.severity.value], each.location))
        return f"opsworthy explain {first.name}    says more about {safe(str(first.location))}, and shows one that holds"
    if waiting and all(is_asked_inside(each.open_question or "") for each in waiting):
        return f"write the answers in the place of the open questions, the first at {safe(str(waiting[0].location))}"
    if waiting:
        return "opsworthy answer    asks what no file says; then `opsworthy write` puts the answers in place"
    return ""


_ORDER = {"error": 0, "warning": 1, "note": 2}
