"""What answers with more than words: a figure for a period and what it rests on, and what must be there first."""

from opsworthy.rules.shapes.money import assumed
from opsworthy.rules.shapes.needed import checkable
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location


def figure(passage: Passage) -> Location | None:
    """An amount for a period, or a total."""
    return next((each.location for each in passage.amounts if each.period or each.is_total), None)


def grounds(passage: Passage) -> Location | None:
    """Assumptions, in a part named after them or in the lines of the figures."""
    named = (place for part in passage.reading.whole.about("assumptions") if (place := assumed(part)))
    return next(named, None) or (assumed(passage) if passage.amounts else None)


def prepared(passage: Passage) -> Location | None:
    """What is needed first, in a part named after it."""
    named = (place for part in passage.reading.whole.about("prerequisites") if (place := checkable(part)))
    return next(named, None)
