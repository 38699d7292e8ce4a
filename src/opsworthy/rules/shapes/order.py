"""What must come after what."""

from opsworthy.rules.shapes.anchor import slug_of
from opsworthy.rules.shapes.evidence import LOOKING, REVERTING, answered, changing, commands
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location

_reverts = changing(REVERTING)
_looks = answered(*LOOKING)


def after_reverting(passage: Passage) -> Location | None:
    """A command that looks, with what it should show, not before the first command that brings an older version back."""
    begun = _reverts(passage)
    if begun is None:
        return None
    after = Passage(passage.title, begun, begun.line, passage.last, passage.reading)
    looked = [each for each in commands(after, LOOKING) if each.location > begun]
    return _looks(after) if looked else None


def verification_linked(passage: Passage) -> Location | None:
    """A link to a heading of the same document under which such commands stand, after a command that reverts."""
    if _reverts(passage) is None:
        return None
    for link in passage.links:
        if link.target.startswith("#"):
            named = (each for each in passage.reading.headed if slug_of(each.title) == link.target[1:].lower())
            if any(_looks(each) for each in named):
                return link.location
    return None
