"""A doubt, and how a section comes to speak of a thing."""

import re
from collections.abc import Iterator, Sequence

from opsworthy.commands.command import Command
from opsworthy.records.since import Since
from opsworthy.rules.shapes.aimed import RUNNING, aims
from opsworthy.rules.shapes.changed import place_of, says, words_of
from opsworthy.rules.shapes.reading import Passage
from opsworthy.system.comparison import Change
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WHERE = regex(r" in ([\w-]+)\Z")


@dataclass(frozen=True, slots=True)
class Doubt:
    """`location` is the line of the document, `why` what it relies on; `place` the line of the change, `words` what that did."""

    location: Location
    why: str
    place: Location
    words: str


@dataclass(frozen=True, eq=False)
class Spoken:
    """One section with what stands in it itself: the sections below it speak for themselves."""

    passage: Passage
    text: str

    def naming(self, names: frozenset[str], kinds: frozenset[str] = RUNNING) -> Iterator[Command]:
        """Its commands that name one of some things."""
        for command in self.passage.commands:
            if any(target.kind in kinds and target.name in names for target in aims(command)):
                yield command

    def line_with(self, pattern: re.Pattern[str]) -> Location | None:
        """The first line below the heading on which a pattern is found."""
        found = (at for at, line in self.passage.lines if at > self.passage.first and pattern.search(line))
        return next((Location(self.passage.location.path, at) for at in found), None)

    def line_saying(self, word: str) -> Location | None:
        found = (at for at, line in self.passage.lines if says(line, word))
        return next((Location(self.passage.location.path, at) for at in found), None)

    def is_about(self, environment: str) -> bool:
        """Whether it may speak of an environment: it names none, or this one, or it is said of all."""
        named = self.passage.section.environments if self.passage.section else ()
        return not environment or not named or environment in named


def spoken_of(passage: Passage) -> Spoken:
    return Spoken(passage, "\n".join(line for _, line in passage.lines))


def environment_of(change: Change) -> str:
    """The environment that an attribute is said of, "" for all."""
    found = _WHERE.search(change.attribute)
    return found.group(1) if found else ""


def bare(change: Change) -> str:
    """An attribute without its environment."""
    return _WHERE.sub("", change.attribute)


def stated(change: Change, spoken: Spoken) -> bool:
    """Whether the text says already how it is now."""
    return change.after is not None and len(change.after.value) > 1 and says(spoken.text, change.after.value)


def doubted(change: Change, since: Since, at: Location, why: str) -> Iterator[Doubt]:
    place = place_of(change, since)
    if place is not None:
        yield Doubt(at, why, place, words_of(change))


def quoted(command: Command) -> str:
    """A command as a message shows it."""
    return f"`{one_line(command.text)}`"


def one_line(text: str, most: int = 80) -> str:
    told = " ".join(text.split())
    return told if len(told) <= most else told[: most - 1] + "…"


def listed(names: Sequence[str]) -> str:
    """A few names in words."""
    shown = [f"`{one_line(each, 60)}`" for each in names[:2]]
    return " and ".join(shown) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
