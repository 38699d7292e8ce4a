"""Lines of a document that work in another checkout than that of the repository."""

import re
from functools import lru_cache

from opsworthy.documents.document import Fence
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.standing import tails
from opsworthy.text.regex import regex

_WENT = regex(r"\s*(?:\$ )?cd\s+([^\s;&|]+)")
_OTHER_REPOSITORY = regex(
    r"\b(?:from|in|inside|of) the \W{0,3}(?!this\b|same\b|git\b|root\b|current\b|main\b|project\b"
    r"|github\b|whole\b|public\b|local\b|remote\b)"
    r"([\w-]{2,40})\W{0,3} repo(?:sitory)?\b(?! root of this)",
    re.IGNORECASE,
)
_OF_MANY = regex(
    r"\b(?:follow|into|in|to) your (?:own |app(?:lication)?(?:'s)? |service(?:'s)? )?(?:project|repository|repo)\b(?:'s)?",
    re.IGNORECASE,
)
"""A page for whoever works in a repository of their own."""
_SOME, _DEEP = 2, 3


def is_elsewhere(claim: Claim, kind: str, page: Page, ground: Ground) -> bool:
    """Whether a claim is of another checkout: its block went into a folder that is not here, or its section speaks of another
    repository. Other names of its kind, there, that are all declared here say that it is this one after all."""
    line = claim.location.line
    sections = _of_others(page, ground)
    if sections and not _is_here(claim, kind, sections, page, ground):
        return True
    fence = next((each for each in page.reading.fences if each.location.line <= line <= each.location.end_line), None)
    return fence is not None and _went_away(fence, line, ground) and not _knows(fence, kind, page, ground)


def _is_here(claim: Claim, kind: str, sections: tuple[tuple[int, int], ...], page: Page, ground: Ground) -> bool:
    """Whether a document that speaks of another repository speaks of this one where a claim stands: all other names of its kind
    in a section that mentions the other are declared here, and most of them in the rest of the document."""
    inside = next((each for each in sections if each[0] <= claim.location.line <= each[1]), None)
    others = (page.named_in(*inside, kind) if inside else page.names(kind)) - {claim.name}
    known = sum(_is_known(kind, name, ground) for name in others)
    return known >= _SOME and known == len(others) if inside else known > _SOME and known * 5 >= len(others) * 4


def _went_away(fence: Fence, line: int, ground: Ground) -> bool:
    """Whether the commands of a block before a line change into a folder that no part of this repository is called."""
    before = fence.text.splitlines()[: max(0, line - fence.location.line)]
    went = [found[1].strip("\"'") for each in before if (found := _WENT.match(each))]
    inside = went[-1].removeprefix("./").rstrip("/") if went else ""
    if not inside or inside.startswith(("..", "-", "$(git")):
        return False
    last = inside.rpartition("/")[2]
    if inside.startswith(("/", "~")) and inside.count("/") > _DEEP:
        inside = last
    if any(path.startswith(f"{inside}/") or f"/{inside}/" in path for path in ground.system.paths):
        return False
    return _bare(last) not in _called(ground)


def _knows(fence: Fence, kind: str, page: Page, ground: Ground) -> bool:
    """Whether most of the names of a kind that a block gives are declared here, so that it works in a copy of this repository."""
    named = page.named_in(fence.location.line, fence.location.end_line, kind)
    known = sum(_is_known(kind, name, ground) for name in named)
    return known >= 1 and known * 2 >= len(named)


def _is_known(kind: str, name: str, ground: Ground) -> bool:
    return ground.has(kind, name) or (kind == "path" and name.removeprefix("./").rstrip("/") in tails(ground.system.paths))


@lru_cache(maxsize=8)
def _of_others(page: Page, ground: Ground) -> tuple[tuple[int, int], ...]:
    """First and last line of each section that speaks of another repository; all lines, where a page is for whoever has one."""
    text = page.reading.document.text
    if _OF_MANY.search(text):
        return ((1, text.count("\n") + 1),)
    found = (each for each in _OTHER_REPOSITORY.finditer(text) if _bare(each[1]) not in _called(ground))
    return tuple(_section(page, text.count("\n", 0, each.start()) + 1) for each in found)


def _section(page: Page, line: int) -> tuple[int, int]:
    inner = [each for each in page.reading.headed if each.first <= line <= each.last]
    found = max(inner, key=lambda each: each.first, default=None)
    return (found.first, found.last) if found else (1, len(page.reading.text))


def _called(ground: Ground) -> frozenset[str]:
    """What this repository is called: by itself, and by its packages."""
    packages = (each.name.rpartition("/")[2] for each in ground.system.packages if each.name)
    return frozenset(map(_bare, (ground.system.name, *packages)))


def _bare(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")
