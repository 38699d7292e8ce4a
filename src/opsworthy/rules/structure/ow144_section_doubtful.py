"""What a section speaks of was changed after the section."""

from collections.abc import Iterator
from datetime import timedelta

from opsworthy.findings.outcome import Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.described import files_of, said_in
from opsworthy.rules.shapes.freshness import changed_on
from opsworthy.rules.shapes.procedure import own
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.location import Location

_GRACE = timedelta(days=7)
"""Whoever changes a file has this long to change the page too."""


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook, history = document_for(subject, "deployment"), subject.history
    if history is None:
        yield cannot_know("there is no git history to hold it against", runbook.location)
        return
    named = [(each, files) for each in map(own, reading(runbook).headed) if (files := files_of(subject, each))]
    if not named:
        yield not_applicable("no section names a file of the repository or something that one holds", runbook.location)
        return
    if history.trouble:
        yield cannot_know(history.trouble, runbook.location)
        return
    told = [verdict for passage, files in named for verdict in _doubts(subject, passage, files)]
    yield from told or [held("nothing that it speaks of was changed since", named[0][0].location)]


def _doubts(subject: Subject, passage: Passage, files: tuple[str, ...]) -> Iterator[Verdict]:
    """One verdict for each file that later lost a name or figure which the section still gives."""
    day, history = changed_on(subject, passage), subject.history
    if day is None or history is None:
        return
    said = said_in(subject, passage)
    for path in files:
        last = history.last(path)
        if last is None or last <= day + _GRACE:
            continue
        text = (subject.text_of(path) or "") if subject.text_of else ""
        for change in history.changes(path, day):
            gone = [word for word in said if _holds(change.removed, word) and not _holds(change.added, word) and word not in text]
            if gone:
                place = Location(passage.location.path, said[gone[0]])
                where = Location(path, change.line)
                yield broken(
                    f"“{passage.title}” says `{gone[0]}`, which {path} no longer does since {change.day}; "
                    f"the section was last changed on {day}",
                    place,
                    related=(Related(where, f"changed on {change.day} ({change.commit[:10]})"),),
                )
                break


def _holds(lines: tuple[str, ...], word: str) -> bool:
    """Whether a word stands in one of the lines by itself; comments are none."""
    for line in (each for each in lines if not each.lstrip().startswith(("#", "//", "*", "<!--", "--"))):
        at = line.find(word)
        if at >= 0 and not line[at - 1 : at].isalnum() and not line[at + len(word) : at + len(word) + 1].isalnum():
            return True
    return False


RULE = Rule(
    id="OW144",
    name="section-doubtful",
    summary="What a section says of a file still stood there when the file was last changed.",
    clauses=("DOM-08", "DQV-08", "CIM-06"),
    why="The commit that changed the manifest did not change the page, and the page is what is read at night.",
    fix="Compare the section with the file as it is, correct it, and write the day beside it.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "library"),
)
