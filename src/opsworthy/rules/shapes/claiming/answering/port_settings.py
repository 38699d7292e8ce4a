"""Ports in settings: the value of a variable such as `API_PORT`, and addresses of this machine in the values of others."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.answering.port_speech import told_as_port
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_VARIABLE = regex(r"[A-Z][A-Z0-9_]*PORT")
_SETTING = regex(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+")
_ANY = regex(r"\A(?!.*(?:\.(?:mdx?|rst|txt|lock|csv|svg)|package-lock\.json)\Z)")
_WHOLE = 30
"""Characters of a setting beside its name: fewer than these may be the same by chance."""


def setting(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """What files say to the port of a setting; None where the claim is of none, or they say nothing."""
    if _VARIABLE.fullmatch(claim.of):
        return _of_variable(claim, ground)
    return _of_setting(claim, ground, page) if _SETTING.fullmatch(claim.of) else None


def _of_variable(claim: Claim, ground: Ground) -> Answer:
    """The value that a table gives for a variable is one that some file gives it."""
    found = _given(claim, ground, rf"\b{claim.of}\b[^\n\d]{{1,40}}?(\d{{2,5}})\b")
    if claim.name in found:
        return holds(claim, [found[claim.name]])
    if not found or told_as_port(claim.name, ground):
        return nobody_knows(f"no file gives {claim.of} a value")
    one = next(iter(found)) if len(found) == 1 else ""
    return breaks(f"{claim.of} is {', '.join(found)} in the files, and not {claim.name}", found.values(), one, safe=bool(one))


def _of_setting(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A setting that a file has word for word, but for the port of this machine in it, has the port of that file."""
    line = page.reading.line(claim.location.line)
    before, _, after = line.partition(f":{claim.name}")
    value = before.partition("=")[2]
    if not value or "," in value or len(value) + len(after.strip()) < _WHOLE:
        return None
    first, last = (re.escape(part.strip(" \"'")) for part in (value, after))
    given = rf"{re.escape(claim.of)}\b[^\n]{{0,20}}{first}:(\d{{2,5}}){last}"
    found = _given(claim, ground, given)
    if claim.name in found:
        return holds(claim, [found[claim.name]])
    if not found or claim.name in page.opened or told_as_port(claim.name, ground):
        return None
    one = next(iter(found)) if len(found) == 1 else ""
    told = f"{claim.of} has the port {', '.join(found)} in the files, and not {claim.name}"
    return breaks(told, found.values(), one, safe=bool(one))


def _given(claim: Claim, ground: Ground, pattern: str) -> dict[str, Declared]:
    """The numbers that files give to the variable of a claim, each with its first place."""
    given, found = re.compile(pattern), dict[str, Declared]()
    for path, text in ground.files(_ANY):
        for match in given.finditer(text) if claim.of in text else ():
            at = Location(path, text.count("\n", 0, match.start()) + 1)
            found.setdefault(match[1], Declared("port", match[1], at, claim.of))
    return found
