"""Names in code whose kind no word tells: in what was written from the files every one stands in a file."""

from opsworthy.commands.grammar import grammar
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.installed import made_by_a_chart
from opsworthy.system.model import Declared

_NEAR = 0.88
_FEW = 2
_LISTED = ("secret", "secret-key", "workload", "service", "compose-service", "job")


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """Wrong where no file holds the name: in a managed block always, elsewhere where a declared name is spelt nearly the same."""
    if claim.name in ground.every:
        return holds(claim, ())
    if grammar(claim.name) is not None or claim.name in page.made or ground.has("path", claim.name):
        return None
    near, _ = nearest(claim.name, ground.every, _NEAR)
    spelt = near and abs(len(near) - len(claim.name)) <= 1 and page.ours(ground)
    if (
        not (claim.sure or spelt or _listed(claim, ground))
        or ground.spoken(claim.name)
        or made_by_a_chart(claim.name, ground.system, page.reading.commands)
    ):
        return nobody_knows(f"no file that was read declares {claim.name}")
    meant = f"; did you mean {near}?" if near else ""
    there = [each for each in ground.system.declared if near and near in (each.name, each.of)]
    return breaks(f"no file of the repository holds the name {claim.name}{meant}", _one_of_each(there), near)


def _listed(claim: Claim, ground: Ground) -> bool:
    """Whether the names that it stands in one list with are declared, all as the same kind of thing."""
    others = [name for _, name in claim.beside]
    kinds = (ground.names(kind) for kind in _LISTED)
    return len(others) >= _FEW and any(all(name in known for name in others) for known in kinds)


def _one_of_each(every: list[Declared]) -> list[Declared]:
    return list({(each.kind, each.location): each for each in every}.values())
