"""Which job or workflow of the files a part of a line is about."""

import re

from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.system.model import Declared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_NAMED = regex(r"(?<![\w.{}*-])([\w.-]{1,80}\.ya?ml)\b|`([a-z0-9][\w./-]{2,80})`")
_PASSING = regex(
    r"\b(?:was|were|previously|formerly|planned|proposed?|todo|should|would|could|instead|chang(?:e|ed|es|ing)|mov(?:e|ed|ing)"
    r"|migrat\w+|until|remov\w+|disabled?|deprecated|retired|suspended|e\.g\.|for example|failed|fails?|missed|might|from)\b"
    r"|\u2192|->",
    re.IGNORECASE,
)
_FILE = (".yml", ".yaml")


def passing() -> re.Pattern[str]:
    """Words of lines that speak of a schedule which is no more, or not yet."""
    return _PASSING


@dataclass(frozen=True, slots=True)
class Owned:
    """What runs by a schedule, with its schedules and the part of the line that speaks of it, by offsets."""

    name: str
    schedules: tuple[Declared, ...]
    first: int
    last: int


def owned_at(line: str, at: int, ground: Ground, *, table: bool, title: str = "") -> Owned | None:
    """The only scheduled thing that a line names, else the one that stands before an offset; the workflow that the heading above
    names where the line names nothing. None where no one can tell."""
    names = [(found.start(), found[1] or found[2]) for found in _NAMED.finditer(line)]
    known = [(start, name, every) for start, name in names if (every := _schedules(name, ground))]
    if title and not known and not any(name.endswith(_FILE) for _, name in names):
        above = owned_at(title, len(title), ground, table=False)
        return Owned(above.name, above.schedules, 0, len(line)) if above is not None else None
    others = [name for _, name in names if name.endswith(_FILE) and not _schedules(name, ground)]
    if len({name for _, name, _ in known}) == 1 and not others:
        return Owned(known[0][1], known[0][2], 0, len(line))
    before = [each for each in known if each[0] < at]
    if table or others or not before:
        return None
    start, name, every = before[-1]
    return Owned(name, every, start, next((later for later, _, _ in known if later > start), len(line)))


def _schedules(name: str, ground: Ground) -> tuple[Declared, ...]:
    if not name.endswith(_FILE):
        return ground.of("schedule", name)
    own = name.rpartition("/")[2]
    every = (each for found in ground.names("pipeline-schedule").values() for each in found)
    return tuple(each for each in every if each.of.rpartition("/")[2] == own)
