"""Environment variables that tables, words and commands name."""

from difflib import SequenceMatcher

from opsworthy.rules.shapes.claiming.answer import Answer, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import COMMAND, PROSE, TABLE, Claim
from opsworthy.rules.shapes.claiming.ground import Found, Ground
from opsworthy.rules.shapes.claiming.others import given_by_others
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.text.regex import regex

_KINDS = ("variable", "secret", "secret-key")
_FEW, _SOME, _LISTED, _NEARBY, _SPELT = 2, 4, 3, 6, 0.6
_LEAST, _LEAST_OF_A_WORD = 0.8, 0.88
_OF_THE_SYSTEM = regex(r"(?:E|SIG)[A-Z0-9]+")


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    """Wrong where no file reads, sets or speaks of it, and a declared one is near or the names around it are declared."""
    known = ground.names(*_KINDS)
    if claim.name in known:
        return holds(claim, known[claim.name])
    if claim.name in ground.every:
        return holds(claim, ())
    if _of_a_tool(claim.name, known):
        return nobody_knows(f"{claim.name} is set by a tool or by the document itself")
    if f"${claim.name}" in page.reading.document.text or f"${{{claim.name}" in page.reading.document.text:
        return nobody_knows(f"{claim.name} is a variable of the shell in which the commands of the document run")
    closed = _closed(claim, ground, page, known)
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


def _of_a_tool(name: str, known: Found) -> bool:
    """Whether a tool or a platform gives a variable, or the operating system a signal or an error."""
    if name in given_by_others("variables") or _OF_THE_SYSTEM.fullmatch(name):
        return True
    return name.startswith(tuple(given_by_others("variable-beginnings"))) and not (
        name.startswith("GITHUB_") and _shared(name, known, 2)
    )


def _closed(claim: Claim, ground: Ground, page: Page, known: Found) -> bool:
    """Whether the document ties a name to what the files declare: by the list or the sentence that it stands in, or by its own
    other variables."""
    if claim.told not in (PROSE, TABLE, COMMAND) or claim.name in page.variables:
        return False
    if claim.sure and _mostly_known(page, known):
        return True
    listed = page.listed_with(claim.location.line) - {claim.name}
    if sum(name in known for name in listed) >= _LISTED and all(name in known for name in listed):
        return True
    beside = [name for _, name in claim.beside]
    if beside and all(name in known for name in beside) and (len(beside) > 1 or page.ours(ground)):
        return True
    others = page.names("variable") - {claim.name}
    there = sum(name in known for name in others)
    telling = _shared(claim.name, known, 1) or _but_one_word(claim.name, known)
    return telling and there >= _SOME and there * 5 >= len(others) * 4


def _but_one_word(name: str, known: Found) -> bool:
    """Whether a declared variable of three words or more is the same but for one of them."""
    words = name.split("_")
    every = (each.split("_") for each in known) if len(words) > _FEW else ()
    return any(len(each) == len(words) and sum(one != two for one, two in zip(each, words, strict=True)) == 1 for each in every)


def _shared(name: str, known: Found, parts: int) -> bool:
    """Whether at least two declared variables begin with the same words."""
    words = name.split("_")
    start = "_".join(words[:parts]) + "_"
    return len(words) > parts and sum(each.startswith(start) for each in known) >= _FEW


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
