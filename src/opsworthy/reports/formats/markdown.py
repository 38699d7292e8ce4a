"""A summary for a pull request: a short table, the findings of each document folded away below it."""

from collections.abc import Iterator
from itertools import groupby

from opsworthy.findings.outcome import Outcome, Severity, State
from opsworthy.reports.escaping import code, html, markdown, markdown_with_code
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report, Signature, is_defect, is_standing
from opsworthy.reports.words import count

_MOST_OF_A_DOCUMENT = 40
_MOST_LETTERS = 60_000
_MOST_ROWS = 50
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_SIGNED = "opsworthy"


def _render(report: Report) -> str:
    """At most 60,000 characters, since a comment of a forge takes 65,536: documents that do not fit are counted."""
    found = sorted(filter(is_standing, report.outcomes), key=lambda each: each.location)
    documents = [(path, list(those)) for path, those in groupby(found, key=lambda each: each.location.path)]
    head = [*_head(report, found), "", *_table(report, documents), *_problems(report)]
    tail = _tail(report)
    room = _MOST_LETTERS - sum(len(line) + 1 for line in (*head, *tail))
    body: list[str] = []
    for at, (path, those) in enumerate(documents):
        details = list(_details(path, those))
        room -= sum(len(line) + 1 for line in details)
        if room < 0:
            body += ["", f"The findings of {count(len(documents) - at, 'more document')} are not listed here."]
            break
        body += details
    return "\n".join((*head, *body, *tail)) + "\n"


def _head(report: Report, found: list[Outcome]) -> Iterator[str]:
    defects = [each for each in found if is_defect(each)]
    waiting = {each.open_question for each in found if each.open_question is not None}
    told = [count(len(defects), "defect")] + ([f"{count(len(waiting), 'open question')}"] if waiting else [])
    if any(each.state is State.ERROR for each in report.outcomes):
        told.append("a bug of Opsworthy itself")
    name = f" on {markdown(report.name)}" if report.name else ""
    yield f"### Opsworthy{name}: {', '.join(told)}"


def _table(report: Report, documents: list[tuple[str, list[Outcome]]]) -> Iterator[str]:
    """A line for each document; one in which everything holds says so."""
    by_path = dict(documents)
    paths = [*by_path, *(path for path in report.documents if path not in by_path)]
    if not paths:
        yield "No document was judged."
        return
    yield from ("| document | errors | warnings | notes | to answer |", "|---|--:|--:|--:|--:|")
    for path in paths[:_MOST_ROWS]:
        defects = [each for each in by_path.get(path, ()) if is_defect(each)]
        cells = [str(sum(each.severity is severity for each in defects)) for severity in Severity]
        waiting = len({each.open_question for each in by_path.get(path, ())} - {None})
        yield f"| {code(path)} | {' | '.join(cells)} | {waiting} |"
    if len(paths) > _MOST_ROWS:
        yield f"\nand {count(len(paths) - _MOST_ROWS, 'more document')}"


def _problems(report: Report) -> Iterator[str]:
    if report.problems:
        yield ""
        yield f"{count(len(report.problems), 'file')} could not be read:"
    for problem in report.problems[:_MOST_ROWS]:
        yield f"- {code(str(problem.location))}: {markdown(problem.message)}"


def _details(path: str, found: list[Outcome]) -> Iterator[str]:
    gravest = sorted(found, key=lambda each: (_ORDER[each.severity], each.location))[:_MOST_OF_A_DOCUMENT]
    yield from ("", "<details>", f"<summary>{html(path)}: {count(len(found), 'finding')}</summary>", "")
    for outcome in sorted(gravest, key=lambda each: (each.location, _ORDER[each.severity])):
        place = outcome.location
        yield f"- line {place.line}, **{outcome.severity.value}**: {markdown_with_code(outcome.message)} ({code(outcome.name)})"
        for related in outcome.related:
            yield f"  - see {code(str(related.location))}: {markdown_with_code(related.message)}"
        if outcome.fix:
            yield f"  - mend: {markdown_with_code(outcome.fix)}"
    if len(found) > len(gravest):
        yield f"- and {len(found) - len(gravest)} more"
    yield from ("", "</details>")


def _tail(report: Report) -> list[str]:
    version = f" {markdown(report.version)}" if report.version else ""
    lines = ["", f"<sub>Opsworthy{version}. `opsworthy explain RULE` says more about a rule.</sub>"]
    return lines if report.signature is None else [*lines, "", signature_comment(report.signature, report.version)]


def signature_comment(signature: Signature, version: str) -> str:
    """The comment by which an agent signs a pull request: its role, the version, the time in UTC. What cannot stand in a comment
    is left out of it."""
    role, told, at = (_plain(each) for each in (signature.role, version, signature.at))
    return f"<!-- AGENT_SIGNATURE: role={role}, version={told or _SIGNED}, timestamp={at} -->"


def _plain(text: str) -> str:
    return "".join(each for each in text.replace("--", "-") if each.isascii() and (each.isalnum() or each in ":._-+/ "))


FORMAT = Format("markdown", "A summary for a pull request.", ".md", _render)
