"""Schedules: what a text says of a job's times, against the cron expressions of the files."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.claim import TABLE, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.timing.owned import owned_at, passing
from opsworthy.system.model import Declared
from opsworthy.system.names import key
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_CRON = regex(
    r"(?:cron|schedule(?:_expression)?)[\"']?\s*[:=]\s*[\[(]?\s*[\"']?(?:cron\()?"
    r"((?:[\d*/,\-?A-Z#L]+[ \t]+){4,5}[\d*/,\-?A-Z#L]+)"
)
_FILES = regex(r"\.ya?ml\Z|\.tf\Z|\.toml\Z|\.json\Z|\.py\Z|\.ts\Z|\.js\Z|(?:^|/)crontab[^/]*\Z")
_WORD = regex(r"[a-z0-9]+")


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    said = _plain(claim.name)
    line = page.reading.line(claim.location.line)
    owned = owned_at(line, line.find(claim.name), ground, table=claim.told == TABLE)
    every = [each for declared in ground.names("schedule").values() for each in declared]
    named = list(owned.schedules) if owned is not None else _named(claim, page, every)
    if any(_plain(each.name) == said for each in named or every):
        return holds(claim, [each for each in every if _plain(each.name) == said])
    if named and passing().search(line):
        return nobody_knows(f"the line tells of a change of {claim.name}")
    if named:
        there = ", ".join(dict.fromkeys(each.name for each in named))
        one = len({each.name for each in named}) == 1
        return breaks(
            f"{owned.name if owned is not None else named[0].of} runs at {there} in the files, and not at {claim.name}",
            named,
            named[0].name if one else "",
            safe=one,
        )
    return _in_texts(claim, ground, page, said)


def _named(claim: Claim, page: Page, every: list[Declared]) -> list[Declared]:
    """The schedules of the job that the row or the line names."""
    own = [each for each in every if key(each.of) == key(claim.of)] if claim.of else []
    if own or claim.told == TABLE:
        return own
    line = page.reading.line(claim.location.line).lower()
    found = [each for each in every if each.of and re.search(rf"(?<![\w-]){re.escape(each.of.lower())}(?![\w-])", line)]
    return found if len({each.of for each in found}) == 1 else []


def _in_texts(claim: Claim, ground: Ground, page: Page, said: str) -> Answer:
    """Schedules of workflows and of code, where the line names the file."""
    line = page.reading.line(claim.location.line)
    told: list[tuple[Declared, ...]] = []
    for path, text in ground.files(_FILES):
        if "cron" not in text and "schedule" not in text:
            continue
        there = tuple(
            Declared("schedule", match[1], Location(path, text.count("\n", 0, match.start()) + 1))
            for match in _CRON.finditer(text)
        )
        if any(_plain(each.name) == said for each in there):
            return holds(claim, ())
        if there and path.rpartition("/")[2] in line:
            told.append(there)
    if len(told) != 1:
        return nobody_knows(f"no file that was read has the schedule {claim.name}")
    there, one = told[0], len(told[0]) == 1
    names = ", ".join(each.name for each in there[:3])
    message = f"{there[0].location.path} has the schedule {names}, and not {claim.name}"
    return breaks(message, there, there[0].name if one else "", safe=one)


def _plain(expression: str) -> str:
    return " ".join(expression.upper().split())
