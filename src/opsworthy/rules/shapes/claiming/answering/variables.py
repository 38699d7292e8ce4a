"""Environment variables that tables, words and commands name."""

from difflib import SequenceMatcher

from opsworthy.rules.shapes.claiming.answer import Answer, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import COMMAND, PROSE, TABLE, Claim
from opsworthy.rules.shapes.claiming.ground import Found, Ground
from opsworthy.rules.shapes.claiming.others import given_by_others
from opsworthy.rules.shapes.claiming.page import Page

_KINDS = ("variable", "secret", "secret-key")
_FEW, _NEARBY, _SPELT = 2, 6, 0.6
_LEAST, _LEAST_OF_A_WORD = 0.8, 0.88


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    """Wrong where no file reads, sets or speaks of it, and a declared one is near or the other rows of its table are declared."""
    known = ground.names(*_KINDS)
    if claim.name in known:
        return holds(claim, known[claim.name])
    beginnings = tuple(given_by_others("variable-beginnings"))
    if claim.name in ground.every:
        return holds(claim, ())
    if claim.name in given_by_others("variables") or claim.name.startswith(beginnings) or claim.name in page.variables:
        return nobody_knows(f"{claim.name} is set by a tool or by the document itself")
    if f"${claim.name}" in page.reading.document.text or f"${{{claim.name}" in page.reading.document.text:
        return nobody_knows(f"{claim.name} is a variable of the shell in which the commands of the document run")
    closed = claim.told in (PROSE, TABLE, COMMAND) and claim.sure and _mostly_known(page, known)
    if not closed and _another_word(claim.name, nearest(claim.name, known)[0]):
        return nobody_knows(f"{claim.name} may be a variable of its own")
    if not closed and not nearest(claim.name, known, _LEAST if "_" in claim.name else _LEAST_OF_A_WORD)[0]:
        return nobody_knows(f"no file that was read reads {claim.name}")
    above = range(max(1, claim.location.line - _NEARBY), claim.location.line + 1)
    if any("/etc/" in page.reading.line(at) for at in above):
        return nobody_knows(f"{claim.name} may be a setting of a file on the machine")
    if ground.spoken(claim.name):
        return holds(claim, ())
    return unknown(claim, page, known, "variable", closed=closed)


def _another_word(name: str, near: str) -> bool:
    """Whether the nearest name differs in a whole word, as POSTGRES_PORT and POSTGRES_DB do, and not in its spelling."""
    own, other = name.split("_"), near.split("_")
    differing = [(one, two) for one, two in zip(own, other, strict=False) if one != two]
    return len(own) == len(other) and any(SequenceMatcher(None, one, two).ratio() < _SPELT for one, two in differing)


def _mostly_known(page: Page, known: Found) -> bool:
    """Whether most of the variables that the document names are declared, so that it speaks of this repository's."""
    names = page.names("variable")
    there = sum(name in known for name in names)
    return there >= _FEW and there * 2 > len(names)
