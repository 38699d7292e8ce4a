"""Numbers that the files set: replicas and quotas; and the fields of an answer."""

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.answering.health import health_path
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_AMOUNT = regex(r"(\d+(?:\.\d+)?)\s*([a-zA-Z]*)")

_BODY = 60
_SPREAD = regex(r"(?:^|[{,(\[\s])(?:\*\*|\.\.\.)\w")


def answer(claim: Claim, ground: Ground, _page: Page) -> Answer | None:
    if claim.kind == "quota":
        return _quota(claim, ground)
    if claim.kind == "bounds":
        return _bounds(claim, ground)
    if claim.kind == "health-path":
        return health_path(claim, ground)
    return _field(claim, ground) if claim.kind == "answer-field" else _replicas(claim, ground)


def _replicas(claim: Claim, ground: Ground) -> Answer | None:
    """A number of replicas is wrong where the files set others for this workload, and no autoscaler allows it."""
    if not claim.of or not ground.runs(claim.of) or not claim.name.isdigit():
        return None
    every = _of_place(ground.of("replicas", claim.of), claim)
    bounds = ground.of("bounds", claim.of)
    if bounds or not every:
        return nobody_knows(f"no file fixes how many replicas {claim.of[:60]} has")
    counts = sorted({each.name for each in every})
    if claim.name in counts:
        return holds(claim, [each for each in every if each.name == claim.name])
    one = len(counts) == 1
    told = f"{claim.of[:60]} has {' or '.join(counts)} replicas in the files, and not {claim.name}"
    return breaks(told, every, counts[0] if one else "", safe=one)


def _of_place(every: tuple[Declared, ...], claim: Claim) -> tuple[Declared, ...]:
    """Those of the namespace that the row names, where any are."""
    namespaces = {name for kind, name in claim.beside if kind == "namespace"}
    return tuple(each for each in every if each.namespace in namespaces) or every


def _bounds(claim: Claim, ground: Ground) -> Answer | None:
    """The least and the most of replicas are those of the autoscaler of the workload that the row names."""
    every = ground.of("bounds", claim.of)
    if not every:
        return None
    if any(each.name == claim.name for each in every):
        return holds(claim, [each for each in every if each.name == claim.name])
    there = " or ".join(dict.fromkeys(each.name.replace("-", " to ") for each in every))
    return breaks(
        f"the autoscaler of {claim.of[:60]} has {there} replicas in the files, and not {claim.name.replace('-', ' to ')}", every
    )


def _quota(claim: Claim, ground: Ground) -> Answer | None:
    every = ground.of("quota", claim.of)
    if not every:
        return None
    if any(_plain(each.name) == _plain(claim.name) for each in every):
        return holds(claim, every)
    there = " or ".join(dict.fromkeys(each.name for each in every))
    return breaks(f"the quota of {claim.of} is {there} in the files, and not {claim.name}", every)


def _plain(amount: str) -> str:
    found = _AMOUNT.match(amount.strip())
    return f"{found[1]}{found[2]}".lower() if found else amount


def _field(claim: Claim, ground: Ground) -> Answer | None:
    """A field of a health answer is one that the code of that path gives."""
    routes = [
        each for each in ground.system.health if each.fields and claim.of.rstrip("/").endswith(each.path.rstrip("/") or "/")
    ]
    if not routes:
        return nobody_knows(f"no code that was read says what {claim.of} answers")
    if any(claim.name in each.fields for each in routes):
        return holds(claim, ())
    if any(_spreads(ground, place) for each in routes for place in each.locations):
        return nobody_knows(f"what {claim.of} answers is put together from elsewhere")
    there = tuple(Declared("answer-field", ", ".join(each.fields), each.locations[0]) for each in routes if each.locations)
    fields = ", ".join(dict.fromkeys(field for each in routes for field in each.fields))
    return breaks(f"{claim.of} answers with {fields}, and not with {claim.name}", there)


def _spreads(ground: Ground, place: Location) -> bool:
    """Whether the code at a place spreads other values into what it answers, or counts its keys out by name."""
    lines = (ground.text_of(place.path) or "").splitlines()[place.line - 1 : place.line + _BODY]
    return any(_SPREAD.search(line) for line in lines)
