"""`--changed-since`: only the findings that a change is answerable for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.outline import Outline, outline
from opsworthy.repository.changes import Changes, changes_since
from opsworthy.repository.git import GitFailed


def changed(root: Path, revision: str) -> Changes:
    """What differs from a revision. Raises UserError where git does not know it."""
    try:
        return changes_since(root, revision)
    except GitFailed as error:
        raise UserError(f"--changed-since: {error}.") from error


def of_change(outcomes: tuple[Outcome, ...], changes: Changes, texts: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The outcomes without the findings that the change has nothing to do with. A finding belongs to it where its lines changed;
    where it is about a section or a whole document and something in that changed; or where what it is held against changed."""
    shapes: dict[str, Outline] = {}
    return tuple(_kept(outcomes, changes, texts, shapes))


def _kept(
    outcomes: tuple[Outcome, ...], changes: Changes, texts: Mapping[str, str], shapes: dict[str, Outline]
) -> Iterator[Outcome]:
    for outcome in outcomes:
        path = outcome.location.path
        if outcome.state is not State.BROKEN or any(
            each.location.path in changes for each in outcome.related if each.location.path != path
        ):
            yield outcome
        elif path in changes:
            if path not in texts:
                yield outcome
                continue
            if path not in shapes:
                shapes[path] = outline(texts[path])
            first, last = _reach(shapes[path], outcome)
            near = ((each.location.line, each.location.end_line) for each in outcome.related if each.location.path == path)
            if any(changes.touch(path, begin, max(begin, end)) for begin, end in ((first, last), *near)):
                yield outcome


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
