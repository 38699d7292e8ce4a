"""`--changed-since`: only the findings that a change is answerable for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from opsworthy.app.checking.before import DOUBTS, Known, key_of
from opsworthy.app.checking.causes import with_cause
from opsworthy.app.errors import UserError
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.outline import Outline, outline
from opsworthy.records.since import Since
from opsworthy.repository.changes import Changes, changes_since
from opsworthy.repository.git import GitFailed
from opsworthy.text.dataclass import dataclass


def changed(root: Path, revision: str) -> Changes:
    """What differs from a revision. Raises UserError where git does not know it."""
    try:
        return changes_since(root, revision)
    except GitFailed as error:
        partial = "unable to read" in str(error)
        advice = " This clone lacks what files held then; `git fetch --refetch` brings it." if partial else ""
        raise UserError(f"--changed-since: {error}.{advice}") from error


@dataclass(frozen=True)
class Review:
    """A change under review. With `since`, findings of the rules `drift` are its doing unless they are among `known`, those of
    the same documents before it; without, nobody can tell, and a changed file answers for what is held against it."""

    changes: Changes
    since: Since | None = None
    known: Known = frozenset()
    drift: frozenset[str] = frozenset()

    def made(self, outcome: Outcome) -> bool:
        """Whether what the document says was true until this change of the code or the manifests."""
        return self.since is not None and outcome.rule in self.drift and key_of(outcome) not in self.known

    def may_have_made(self, outcome: Outcome) -> bool:
        if self.since is not None and outcome.rule in self.drift:
            return self.made(outcome)
        return any(each.location.path in self.changes for each in outcome.related if each.location.path != outcome.location.path)


def of_change(outcomes: tuple[Outcome, ...], review: Review, texts: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The outcomes without the findings that the change has nothing to do with. A finding belongs to it where its lines changed;
    where it is about a section or a whole document and something in that changed; or where what it is held against changed: then
    the line of that change comes first among its places. What is untrue is not doubtful as well."""
    kept = tuple(_kept(outcomes, review, texts))
    broken = [each for each in kept if each.state is State.BROKEN and each.rule in review.drift]
    surest = Counter[tuple[str, int]]()
    for each in broken:
        place = (each.location.path, each.location.line)
        surest[place] = max(surest[place], _sureness(each))
    return tuple(
        each
        for each in kept
        if each.state is not State.BROKEN
        or each.rule not in DOUBTS
        or _sureness(each) >= surest[each.location.path, each.location.line]
    )


def _sureness(outcome: Outcome) -> int:
    """Of what is said of one line only the surest stays: a rule about what stands there, one about the change, a doubt."""
    return 3 if outcome.rule not in DOUBTS else 1 if outcome.rule == DOUBTS[0] else 2


def _kept(outcomes: tuple[Outcome, ...], review: Review, texts: Mapping[str, str]) -> Iterator[Outcome]:
    shapes: dict[str, Outline] = {}
    for outcome in outcomes:
        path = outcome.location.path
        if outcome.state is not State.BROKEN or review.may_have_made(outcome):
            made = outcome.state is State.BROKEN and review.made(outcome)
            yield with_cause(outcome, review.since, _line(texts, outcome)) if made and review.since else outcome
        elif path in review.changes:
            if path not in texts:
                yield outcome
                continue
            if path not in shapes:
                shapes[path] = outline(texts[path])
            first, last = _reach(shapes[path], outcome)
            near = ((each.location.line, each.location.end_line) for each in outcome.related if each.location.path == path)
            if any(review.changes.touch(path, begin, max(begin, end)) for begin, end in ((first, last), *near)):
                yield outcome


def _line(texts: Mapping[str, str], outcome: Outcome) -> str:
    lines = texts.get(outcome.location.path, "").splitlines()
    return lines[outcome.location.line - 1] if 0 < outcome.location.line <= len(lines) else ""


def _reach(shape: Outline, outcome: Outcome) -> tuple[int, int]:
    """The lines that a finding is about: its own; all below its heading where it stands on one; all where it is the title."""
    line, end = outcome.location.line, max(outcome.location.line, outcome.location.end_line)
    level = next((level for at, level in shape.headings if at == line), None)
    first = min((at for at, _ in shape.headings), default=line)
    if line == 1 or (level == 1 and line == first):
        return 1, len(shape.lines)
    if level is None:
        return line, end
    return line, next((at - 1 for at, other in shape.headings if at > line and other <= level), len(shape.lines))
