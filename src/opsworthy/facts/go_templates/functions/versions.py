"""Semantic versions, and the ranges that charts ask for: `>=1.19-0 <2`, `^1.2`, `~1.2.3`, `1.x || 2.x`."""

import re

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_VERSION = regex(
    r"v?(\d{1,9})(?:\.(\d{1,9}|[xX*]))?(?:\.(\d{1,9}|[xX*]))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?"
)
_ASKED = regex(r"(>=|=>|<=|=<|!=|>|<|=|\^|~>|~)?\s*([vV]?[0-9xX*][0-9A-Za-z.+*-]{0,100}|[xX*])")


@dataclass(frozen=True, slots=True)
class Version:
    numbers: tuple[int, int, int]
    prerelease: str = ""
    given: int = 3  # How many of its numbers are written.


def version(written: str) -> Version | None:
    match = _VERSION.fullmatch(written.strip()[:200])
    if match is None:
        return None
    given = [part for part in match.groups()[:3] if part is not None and part.isdigit()]
    numbers = [int(part) for part in given] + [0, 0]
    return Version((numbers[0], numbers[1], numbers[2]), match.group(4) or "", len(given))


def matches(wanted: str, written: str) -> bool:
    """Whether a version is in a range; what is no version is in none."""
    found = version(written)
    return found is not None and any(_all(choice, found) for choice in wanted[:500].split("||"))


def _all(choice: str, found: Version) -> bool:
    span = re.fullmatch(r"\s*(\S+)\s+-\s+(\S+)\s*", choice[:200])
    if span is not None:
        choice = f">={span.group(1)} <={span.group(2)}"
    asked = _ASKED.findall(choice)
    return bool(asked) and all(_one(sign, limit, found) for sign, limit in asked)


def _one(sign: str, written: str, found: Version) -> bool:
    if written in ("*", "x", "X"):
        return not found.prerelease
    limit = version(written)
    if limit is None or (found.prerelease and not limit.prerelease):
        return False  # As in Helm: only a range that names a pre-release takes pre-releases.
    order = compare(found, limit)
    if sign in ("", "="):
        return found.numbers[: limit.given] == limit.numbers[: limit.given] and (limit.given < 3 or order == 0)
    if sign in ("^", "~", "~>"):
        return order >= 0 and found.numbers < _upper(sign, limit)
    if sign in (">", "<=", "=<") and limit.given < 3:
        above = found.numbers[: limit.given] > limit.numbers[: limit.given]
        return above if sign == ">" else not above
    return {">=": order >= 0, "=>": order >= 0, ">": order > 0, "<": order < 0}.get(
        sign, order <= 0 if "<" in sign else order != 0
    )


def _upper(sign: str, limit: Version) -> tuple[int, int, int]:
    major, minor, patch = limit.numbers
    if sign == "^" and (major or limit.given == 1):
        return major + 1, 0, 0
    if sign == "^" and not minor and limit.given == 3:
        return 0, 0, patch + 1
    return (major + 1, 0, 0) if limit.given == 1 else (major, minor + 1, 0)


def compare(one: Version, other: Version) -> int:
    if one.numbers != other.numbers:
        return 1 if one.numbers > other.numbers else -1
    if not one.prerelease or not other.prerelease:
        return bool(other.prerelease) - bool(one.prerelease)
    left, right = (each.prerelease.split(".") for each in (one, other))
    for mine, theirs in zip(left, right, strict=False):
        if mine != theirs:
            return _part_order(mine, theirs)
    return (len(left) > len(right)) - (len(left) < len(right))


def _part_order(mine: str, theirs: str) -> int:
    if mine.isdigit() and theirs.isdigit():
        return (int(mine[:18]) > int(theirs[:18])) - (int(mine[:18]) < int(theirs[:18]))
    if mine.isdigit() != theirs.isdigit():
        return -1 if mine.isdigit() else 1
    return 1 if mine > theirs else -1
