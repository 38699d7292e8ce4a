"""Commands that start, stop or restart because the row or the part that they stand in says so by its title."""

import re

from opsworthy.commands.command import Command, Effect
from opsworthy.rules.shapes.evidence import Finder, serious
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_VERBS = regex(r"\b(re)?(start|stop)(?:ing)?\b", re.IGNORECASE)
_MOST_LETTERS = 60


def under_its_name(verb: str) -> Finder:
    """A command that changes something, in a row or part whose title names this verb and no other of the three: `restart` where a
    platform has no command of that name."""

    def find(passage: Passage) -> Location | None:
        for each in passage.reading.passages:
            if passage.first <= each.first and each.last <= passage.last and _names(each.title) == {verb}:
                place = next((one.location for one in each.commands if serious(one) and _changes(one)), None)
                if place:
                    return place
        return None

    return find


def _names(title: str) -> set[str]:
    if len(title) > _MOST_LETTERS:
        return set()
    return {f"{again}{verb}".lower() for again, verb in _VERBS.findall(title)}


def _changes(command: Command) -> bool:
    return command.effect in (Effect.CHANGES, Effect.DESTROYS)
