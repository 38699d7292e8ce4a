"""Makes the edits that findings bring with them, in the text of one document."""

from collections.abc import Iterable, Iterator

from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.patch import Edit, Patch
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Made:
    """A patch that was made: for which finding, and where its first edit stood."""

    name: str
    words: str
    location: Location
    safe: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after the patches, in the order of the text; `waiting` counts those that touch a place that another one touched
    and that may be made the next time, `unsafe` those that were left because nobody allowed them."""

    text: str
    made: tuple[Made, ...] = ()
    waiting: int = 0
    unsafe: int = 0


def mended(path: str, text: str, outcomes: Iterable[Outcome], *, allow_unsafe: bool = False) -> Mended:
    """Makes every patch of this document that fits the text whole. No two touch the same place: the first one is made."""
    starts = _starts(text)
    taken: list[tuple[int, int]] = []
    edits: list[tuple[int, int, str]] = []
    made: list[Made] = []
    waiting = unsafe = 0
    for outcome, patch in _patches(path, outcomes):
        if not patch.safe and not allow_unsafe:
            unsafe += 1
            continue
        placed = [_placed(edit, starts, text) for edit in patch.edits]
        sure = [each for each in placed if each is not None]
        if len(sure) < len(placed) or all(text[first:last] == new for first, last, new in sure):
            continue
        if any(_touches(first, last, taken) for first, last, _ in sure):
            waiting += 1
            continue
        taken += [(first, last) for first, last, _ in sure]
        edits += sure
        made.append(Made(outcome.name, patch.words, min(each.location for each in patch.edits), patch.safe))
    for first, last, new in sorted(edits, reverse=True):
        text = text[:first] + new + text[last:]
    return Mended(text, tuple(made), waiting, unsafe)


def _patches(path: str, outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Patch]]:
    """The patches of findings that stand, in the order of the text. One that several findings bring is one."""
    seen: set[Patch] = set()
    for outcome in sorted(outcomes, key=lambda each: (each.location, each.rule)):
        patch = outcome.patch
        if patch is None or not patch.edits or outcome.state is not State.BROKEN or outcome.waived is not None or patch in seen:
            continue
        if all(edit.location.path == path for edit in patch.edits):
            seen.add(patch)
            yield outcome, patch


def _starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end as Markdown ends them: LF, CRLF, CR."""
    starts = [0]
    at = 0
    while at < len(text):
        if text[at] == "\r" and text[at + 1 : at + 2] == "\n":
            at += 1
        at += 1
        if text[at - 1] in "\r\n":
            starts.append(at)
    return starts


def _placed(edit: Edit, starts: list[int], text: str) -> tuple[int, int, str] | None:
    """The offsets of an edit, with the line ends of the text; None where it lies outside of it."""
    place = edit.location
    first = _offset(place.line, place.column or 1, starts, text)
    last = _offset(place.end_line or place.line, place.end_column or place.column or 1, starts, text)
    if first is None or last is None or last < first:
        return None
    ending = "\r\n" if "\r\n" in text else "\n"
    return first, last, edit.text.replace("\n", ending)


def _offset(line: int, column: int, starts: list[int], text: str) -> int | None:
    """A line one past the last one is the end of the text."""
    if line == len(starts) + 1 and column == 1:
        return len(text)
    if not 1 <= line <= len(starts):
        return None
    end = starts[line] if line < len(starts) else len(text)
    at = starts[line - 1] + column - 1
    return at if at <= end else None


def _touches(first: int, last: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a span overlaps one that is taken; two insertions at one place touch, spans that only meet do not."""
    return any((first < other_last and other_first < last) or (first, last) == (other_first, other_last) or
               (first == last and other_first < first < other_last) for other_first, other_last in taken)  # fmt: skip
