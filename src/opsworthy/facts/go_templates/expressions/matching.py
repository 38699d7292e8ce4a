"""Running a program over a text, all ways at once: no way is tried twice at one place."""

from collections.abc import Iterator

from opsworthy.facts.go_templates.expressions.program import Program, Step
from opsworthy.text.dataclass import dataclass

_MOST_WORK = 3_000_000

Saved = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One match: where each group begins and ends in the text; -1 for one that took no part."""

    text: str
    saved: Saved

    @property
    def start(self) -> int:
        return self.saved[0]

    @property
    def end(self) -> int:
        return self.saved[1]

    def group(self, number: int) -> str:
        if number * 2 + 1 >= len(self.saved) or self.saved[number * 2 + 1] < 0:
            return ""
        return self.text[self.saved[number * 2] : self.saved[number * 2 + 1]]


class TooMuchWork(ValueError):
    """A text and a pattern that are too large for each other."""


def matches(program: Program, text: str) -> Iterator[Match]:
    """Every match from left to right, as Go finds them. Raises TooMuchWork where that would take too long."""
    if len(text) * len(program.steps) > _MOST_WORK:
        raise TooMuchWork
    at, before = 0, -1
    work = 0
    while at <= len(text):
        found = _first(program, text, at)
        if found is None:
            return
        work += (found.end - at + 1) * len(program.steps)
        if work > _MOST_WORK:
            raise TooMuchWork
        if found.end > found.start or found.start > before:
            yield found
        before = found.end
        at = found.end if found.end > found.start else found.end + 1


def _first(program: Program, text: str, start: int) -> Match | None:
    """The leftmost match at or behind a place; of several there, the one that the pattern prefers."""
    steps, best = program.steps, None
    ways: list[tuple[int, Saved]] = []
    empty: Saved = (-1,) * (2 * (program.groups + 1))
    for at in range(start, len(text) + 1):
        seen: set[int] = set()
        here: list[tuple[int, Saved]] = []
        for step, saved in ways:
            _follow(steps, step, saved, text, at, seen, here)
        if best is None:
            _follow(steps, 0, empty, text, at, seen, here)
        ways = []
        for step, saved in here:
            found = steps[step]
            if found.kind == "match":
                best = saved
                break
            if at < len(text) and found.fits is not None and found.fits(text[at]):
                ways.append((found.next, saved))
        if best is not None and not ways:
            break
    return Match(text, best) if best is not None else None


def _follow(
    steps: tuple[Step, ...], step: int, saved: Saved, text: str, at: int, seen: set[int], here: list[tuple[int, Saved]]
) -> None:
    """Goes on until a letter is asked for, the preferred way first."""
    waiting = [(step, saved)]
    while waiting:
        step, saved = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        found = steps[step]
        if found.kind == "jump":
            waiting.append((found.next, saved))
        elif found.kind == "split":
            waiting += [(found.other, saved), (found.next, saved)]
        elif found.kind == "save":
            waiting.append((found.next, (*saved[: found.slot], at, *saved[found.slot + 1 :])))
        elif found.kind == "assert":
            if _holds(found.anchor, text, at):
                waiting.append((found.next, saved))
        else:
            here.append((step, saved))


def _holds(anchor: str, text: str, at: int) -> bool:
    if anchor in ("start", "line-start"):
        return at == 0 or (anchor == "line-start" and text[at - 1] == "\n")
    if anchor in ("end", "line-end"):
        return at == len(text) or (anchor == "line-end" and text[at] == "\n")
    word = _is_word(text[at - 1 : at]) != _is_word(text[at : at + 1])
    return word == (anchor == "word")


def _is_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter == "_")
