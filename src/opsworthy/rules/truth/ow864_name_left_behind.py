"""The change under review took a name or a value out of the files, and a document still says it."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, Severity, State
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.departing.left import Left, left_in
from opsworthy.rules.shapes.doubting.doubt import one_line
from opsworthy.rules.shapes.naming import renamed
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held

_MOST = 5


def judge(subject: Subject) -> Iterator[Verdict]:
    document, since = document_for(subject, "deployment"), subject.since
    if since is None:
        yield Verdict(State.NOT_RUN, "it is asked only of a change (--changed-since)", document.location)
        return
    found = list(left_in(document, subject, since))
    for each in found:
        name, new = one_line(each.gone.name), one_line(each.gone.new)
        happened = f"`{name}` became `{new}`" if new else f"`{name}` was taken out"
        first, *others = each.at(document.path)
        related = [Related(each.gone.place, f"changed since {since.revision}: {happened}", change=True)]
        related += [Related(other, f"`{name}` is said here too") for other in others[:_MOST]]
        told = f"`{name}` is still said here, and since {since.revision} the files say `{new}` in its place" if new else (
            f"`{name}` is still said here, and since {since.revision} the files do not have it any more"
        )  # fmt: skip
        yield broken(told, first, related=tuple(related), confidence=Confidence.MEDIUM, patch=_patch(subject, each))
    if not found:
        yield held("nothing that the change took out of the files is said here", document.location)


def _patch(subject: Subject, left: Left) -> Patch | None:
    """The new name in the place of the old one: safe where nothing says the old one any more."""
    document = document_for(subject, "deployment")
    gone = left.gone
    if not gone.new:
        return None
    found = renamed(reading(document), gone.name, gone.new, tuple(left.at(document.path)))
    return Patch(found.edits, found.words, safe=gone.telling and not gone.standing) if found else None


RULE = Rule(
    id="OW864",
    name="name-left-behind",
    summary="A name or a value that a change takes out of the files is not left in a document (asked with `--changed-since`).",
    clauses=("DOM-08", "REV-03", "CIM-06"),
    why="A rename is finished when nobody is told the old name any more, least of all at night.",
    fix="Write the new name, or take the old one out, in the same change.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
    fixable=True,
)
