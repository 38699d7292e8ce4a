"""Annotations in a pull request: workflow commands on standard output."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.reports.escaping import command_data, command_property
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report, is_standing, seen_at

_WORD = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# A forge shows an annotation below its last line, which for a whole section is far from where it begins.
_LONGEST = 10
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _render(report: Report) -> str:
    """The gravest first, since a forge shows only the first few of a step."""
    standing = sorted(filter(is_standing, report.outcomes), key=lambda each: (_ORDER[each.severity], each.location))
    lines = [*_problems(report), *(_finding(report, each) for each in standing)]
    return "".join(f"{line}\n" for line in lines)


def _problems(report: Report) -> Iterator[str]:
    for problem in report.problems:
        place = _place(report, problem.location.path, problem.location.line)
        yield f"::warning {place},title=opsworthy::{command_data(f'{problem.message}; {problem.advice}'.rstrip('; '))}"
    for outcome in report.outcomes:
        if outcome.state is State.ERROR:
            yield f"::error title=opsworthy {command_property(outcome.name)}::{command_data(outcome.message)}"


def _finding(report: Report, outcome: Outcome) -> str:
    place, lead = seen_at(outcome)
    where = _place(report, place.path, place.line)
    ends_here = place.end_line in (0, place.line)
    if place.line < place.end_line <= place.line + _LONGEST:
        where += f",endLine={place.end_line}"
    if place.column and ends_here:
        where += f",col={place.column}" + (f",endColumn={place.end_column}" if place.end_column else "")
    others = (f"{each.location}: {each.message}" for each in outcome.related)
    message = "\n".join((lead + outcome.message, *others, *_mend(outcome)))
    title = command_property(f"{outcome.name} ({outcome.rule})")
    return f"::{_WORD[outcome.severity]} {where},title={title}::{command_data(message)}"


def _place(report: Report, path: str, line: int) -> str:
    return f"file={command_property(report.path(path))},line={max(line, 1)}"


def _mend(outcome: Outcome) -> Iterator[str]:
    if outcome.fix:
        yield f"mend: {outcome.fix}"


FORMAT = Format("github", "Annotations of a GitHub workflow.", ".txt", _render)
