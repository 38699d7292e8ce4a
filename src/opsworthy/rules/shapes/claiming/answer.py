"""What is said of one claim, and the ways of saying it."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from opsworthy.findings.outcome import Confidence, Related, State
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.near import close
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

NEAR = 0.8
_ALIKE = 0.6
_NUMBER = regex(r"\d+")
_MOST_SHOWN = 3
_PLACES = frozenset("dev development staging stage prod production test testing qa uat preview sandbox local canary demo".split())  # noqa: SIM905 - a list of words


@dataclass(frozen=True, slots=True)
class Answer:
    """`near` is the true name that would stand in the claim's place, and `safe` whether there is no other candidate."""

    state: State
    message: str
    related: tuple[Related, ...] = ()
    near: str = ""
    safe: bool = False
    confidence: Confidence = Confidence.HIGH


def holds(claim: Claim, every: Sequence[Declared]) -> Answer:
    """It is declared; said with the environment where only one has it."""
    places = {each.environment for each in every}
    only = next(iter(places)) if len(places) == 1 else None
    where = f" in {only} only" if only else ""
    return Answer(State.HELD, f"{claim.name} is declared{where}")


def nobody_knows(why: str) -> Answer:
    return Answer(State.CANNOT_KNOW, why)


def breaks(
    message: str, there: Iterable[Declared], near: str = "", *, safe: bool = False, confidence: Confidence = Confidence.HIGH
) -> Answer:
    """The claim lost: `there` is what stands in the files, nearest first."""
    related = tuple(Related(each.location, _shown(each)) for each in list(dict.fromkeys(there))[:_MOST_SHOWN])
    return Answer(State.BROKEN, message, related, near, safe and bool(near), confidence)


def _shown(each: Declared) -> str:
    where = f" in {each.environment}" if each.environment else ""
    of = (
        f" of {each.of}"
        if each.of
        and each.kind in ("port", "container", "replicas", "schedule", "pipeline-schedule", "threshold", "image", "bounds")
        else ""
    )
    return f"{each.name[:120]}{of}{where} is declared here"


def nearest(name: str, known: Iterable[str], least: float = NEAR) -> tuple[str, bool]:
    """The name that is nearly the same, and whether it is the only one."""
    found = close(name, known, 2, least)
    if not found:
        inside = [each for each in known if _holds_the_other(name, each)]
        return (inside[0], True) if len(inside) == 1 else ("", False)
    return found[0], len(found) == 1 or _likeness(name, found[0]) - _likeness(name, found[1]) > 0.1


def _holds_the_other(name: str, other: str) -> bool:
    """`shop-api-v2` and `shop-api`: one name with a word more, at its end or its beginning."""
    short, long = sorted((name, other), key=len)
    more = len(long) - len(short)
    if (
        _PLACES & set(long.replace(short, "", 1).replace("_", "-").split("-"))
        or len(short) < 4
        or more < 2
        or more > max(6, len(short))
    ):
        return False
    return long.startswith(tuple(f"{short}{mark}" for mark in "-_.")) or long.endswith(tuple(f"{mark}{short}" for mark in "-_."))


def of_one_place(name: str) -> bool:
    """Whether a name holds the word of an environment, such as `shop-staging`."""
    return bool(_PLACES & set(name.replace("_", "-").split("-")))


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other).ratio()


def unknown(
    claim: Claim, page: Page, known: Mapping[str, Sequence[Declared]], noun: str, *, closed: bool, least: float = NEAR
) -> Answer:  # fmt: skip
    """A name that nothing declares: broken where a declared one is near to it, or where the repository is known to declare all of
    this kind (`closed`); else nobody knows."""
    if claim.name in page.made:
        return nobody_knows(f"the document itself makes the {noun} {claim.name}")
    if not known:
        return nobody_knows(f"no file declares a {noun} by name")
    if _NUMBER.search(claim.name) and any(_NUMBER.sub("0", name) == _NUMBER.sub("0", claim.name) for name in known):
        return nobody_knows(f"{claim.name} differs from a declared {noun} by its number alone")
    near, only = nearest(claim.name, known, least)
    if not near and not closed:
        return nobody_knows(f"no file that was read declares the {noun} {claim.name}; another repository may")
    alike = near or next(iter(close(claim.name, known, 1, _ALIKE)), "")
    meant = f"; did you mean {alike}?" if alike else ""
    first = [*known.get(alike, ()), *(each for name in known for each in known[name][:1])]
    return breaks(f"no file declares the {noun} {claim.name}{meant}", first, near, safe=only)
