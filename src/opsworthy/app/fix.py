"""Mends documents with the edits that findings bring: shown as a difference, or written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from opsworthy.app import atomic
from opsworthy.app.check import Checked, repeatable
from opsworthy.app.checking.asked import Asked
from opsworthy.app.errors import UserError
from opsworthy.app.reading import destination, try_text
from opsworthy.documents.blocks import Standing, parse
from opsworthy.findings.mending import Made, mended
from opsworthy.findings.outcome import Outcome
from opsworthy.findings.summary import standing
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem

_PASSES = 8
_Step = dict[str, tuple[str, tuple[Made, ...]]]


@dataclass(frozen=True)
class Changed:
    """One document before and after, with the patches that were made in it."""

    path: str
    before: str
    after: str
    made: tuple[Made, ...]


@dataclass(frozen=True)
class Fixed:
    """What mending came to; `checked` is the check of the texts as they are afterwards, `unsafe` counts the patches that were
    left because nobody allowed them, `left_alone` says of a document why nothing may be mended in it."""

    checked: Checked
    changed: tuple[Changed, ...]
    unsafe: int
    left_alone: Mapping[str, str]


def fix(asked: Asked, *, unsafe: bool, write: bool) -> Fixed:
    """Mends, judges again and goes on until nothing is left to mend, so that mending twice changes nothing. Nothing is written
    before all is known. Raises UserError where a document cannot be written."""
    if asked.stdin is not None:
        raise UserError("what is read from standard input cannot be mended: give --fix and --diff the path of the document.")
    judged = repeatable(asked)
    checked = judged(asked.instead)
    before = dict(checked.texts)
    untouchable = dict(_untouchable(checked.root, before))
    texts = {path: text for path, text in before.items() if path not in untouchable}
    made: dict[str, tuple[Made, ...]] = {}
    barren: set[tuple[str, str, str]] = set()
    left = 0
    for _ in range(_PASSES):
        step, left = _step(checked, texts, barren, allow_unsafe=unsafe)
        if not step:
            break
        found = judged({**asked.instead, **texts, **{path: text for path, (text, _) in step.items()}})
        useless = _useless(checked, found, step)
        barren |= useless
        for path in {path for path, *_ in useless}:
            del step[path]
        for path, (text, patches) in step.items():
            texts[path] = text
            made[path] = made.get(path, ()) + patches
        checked = judged({**asked.instead, **texts}) if useless else found
    changed = tuple(Changed(path, before[path], texts[path], made[path]) for path in sorted(made) if texts[path] != before[path])
    if write and changed:
        _write(checked.root, changed)
    return Fixed(checked, changed, left, untouchable)


def _untouchable(root: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Documents whose bytes are not exactly their text."""
    for path, text in texts.items():
        there = try_text(root, path)
        if there != text:
            why = there.message if isinstance(there, Problem) else "it is not the text of a file"
            yield path, f"{why}; mending would lose something"


def _useless(checked: Checked, after: Checked, step: _Step) -> set[tuple[str, str, str]]:
    """The patches of a pass that did not mend what they were brought for, by document, rule and words."""
    before, then = _brought(checked), _brought(after)
    tried = {(path, each.name, each.words) for path, (_, patches) in step.items() for each in patches}
    return {each for each in tried if then[each] >= before[each]}


def _brought(checked: Checked) -> Counter[tuple[str, str, str]]:
    return Counter((each.location.path, each.name, each.patch.words) for each in standing(checked.outcomes) if each.patch)


def _step(
    checked: Checked, texts: Mapping[str, str], barren: AbstractSet[tuple[str, str, str]], *, allow_unsafe: bool
) -> tuple[_Step, int]:
    """The documents that one pass changes, and how many patches were left as unsafe; `barren` ones are not tried again."""
    brought = [each for each in checked.outcomes if each.patch is not None]
    outcomes = [each for each in brought if each.patch and (each.location.path, each.name, each.patch.words) not in barren]
    found = {}
    left = 0
    for path, text in texts.items():
        one = mended(path, text, _outside_blocks(path, text, outcomes), allow_unsafe=allow_unsafe)
        left += one.unsafe
        if one.text != text:
            found[path] = (one.text, one.made)
    return found, left


def _outside_blocks(path: str, text: str, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """What stands in no managed block: those are refreshed by `opsworthy write`, and an edit would make them a person's."""
    parts = parse(path, text)
    blocks = () if isinstance(parts, Problem) else [part for part in parts if isinstance(part, Standing)]
    held = [(block.line, block.line + block.text.count("\n")) for block in blocks]
    for outcome in outcomes:
        edited = [edit.location.line for edit in (outcome.patch.edits if outcome.patch else ())]
        if not any(first <= line <= last for line in edited for first, last in held):
            yield outcome


def _write(root: Path, changed: tuple[Changed, ...]) -> None:
    with atomic.writing(root):
        for each in changed:
            if try_text(root, each.path) != each.before:
                raise UserError(f"{each.path} was changed while it was being mended; nothing more was written. Run again.")
            atomic.replace(destination(root, each.path), each.after)
