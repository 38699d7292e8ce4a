"""What changed in how a system runs, between two models of it."""

from opsworthy.system.described import Statements, Subject, described
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `before` is None for what is new, `after` for what is gone. `attribute` is empty where the whole thing
    came or went; its places are of the older model and of the newer."""

    kind: str
    name: str
    attribute: str
    before: Stated[str] | None
    after: Stated[str] | None


def changes(before: System, after: System) -> tuple[Change, ...]:
    """Everything that the two models say differently, in the order of the newer; what is gone follows. Places that moved
    and say the same are no change."""
    return differences(described(before), described(after))


def differences(old: dict[Subject, Statements], new: dict[Subject, Statements]) -> tuple[Change, ...]:
    """The same of statements about two models."""
    found: list[Change] = []
    for subject, now in new.items():
        then = old.get(subject)
        if then is None and "" in now:
            found.append(Change(*subject, "", None, now[""]))
            continue
        for attribute in {**(then or {}), **now}:
            one, other = (then or {}).get(attribute), now.get(attribute)
            if (one.value if one else None) != (other.value if other else None):
                found.append(Change(*subject, attribute, one, other))
    gone = [Change(*subject, "", then[""], None) for subject, then in old.items() if subject not in new and "" in then]
    return (*found, *gone)
