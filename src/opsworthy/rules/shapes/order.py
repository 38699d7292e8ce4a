"""What must come after what."""

from opsworthy.rules.shapes.anchor import slug_of
from opsworthy.rules.shapes.answer import answered, answered_by
from opsworthy.rules.shapes.apart import LOOKS, check_spans, outside, outside_checks
from opsworthy.rules.shapes.evidence import DEPLOYING, LOOKING, REVERTING, changing, commands
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location

# Taking a migration back brings no older version of the service back, and looking at it brings nothing back.
reverts = outside(outside_checks(changing(REVERTING)), "migration-rollback")
_looks = answered(*LOOKING)


def after_reverting(passage: Passage) -> Location | None:
    """A command that looks, with what it should show, not before the first command that brings an older version back."""
    after = _after(passage)
    return _looks(after) if after else None


def asked_after_reverting(passage: Passage) -> Location | None:
    """The same, where to wait until the rollout is through does not count unless it verifies."""
    after = _after(passage)
    return looks_at_it(after) if after else None


def _after(passage: Passage) -> Passage | None:
    """A passage from the first command that reverts on, where one after it looks."""
    begun = reverts(passage)
    if begun is None:
        return None
    after = Passage(passage.title, begun, begun.line, passage.last, passage.reading)
    return after if any(each.location > begun for each in commands(after, LOOKING)) else None


def looks_at_it(passage: Passage) -> Location | None:
    """A command that asks what runs, with what it should answer. To wait until a rollout is through is a part of the rollout,
    unless a step or a part that verifies does it."""
    spans = tuple(check_spans(passage))
    verifies = bool(LOOKS.match(passage.title))
    for each in answered_by(passage, LOOKING):
        checked = verifies or any(first <= each.location.line <= last for first, last in spans)
        if checked or "wait" not in each.purposes:
            return each.location
    return None


def verification_linked(passage: Passage) -> Location | None:
    """A link to a heading of the same document under which such commands stand, after a command that reverts."""
    if reverts(passage) is None:
        return None
    for link in passage.links:
        if link.target.startswith("#"):
            named = (each for each in passage.reading.headed if slug_of(each.title) == link.target[1:].lower())
            if any(_looks(each) for each in named):
                return link.location
    return None


def after_deploying(passage: Passage) -> Location | None:
    """Such a command after the first that deploys, or anywhere in a passage that has none and does not come before it."""
    begun = next((each.location for each in commands(passage, DEPLOYING)), None)
    if begun is None:
        return None if _before_deploying(passage) else looks_at_it(passage)
    return looks_at_it(Passage(passage.title, begun, begun.line, passage.last, passage.reading))


def _before_deploying(passage: Passage) -> bool:
    """Whether a row stands before every command of its section that deploys: what runs now is no verification."""
    within = next((each for each in reversed(passage.reading.headed) if passage.first in each), None) if passage.row else None
    begun = next((each.location for each in commands(within, DEPLOYING)), None) if within else None
    return begun is not None and passage.last < begun.line
