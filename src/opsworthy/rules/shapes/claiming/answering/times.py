"""Times in words, against the cron expressions of the workflow or the job that stands beside them."""

import re

from opsworthy.findings.outcome import Confidence
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.claim import TABLE, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.timing.cron import Cron, cron_of
from opsworthy.rules.shapes.claiming.timing.owned import Owned, owned_at, passing
from opsworthy.rules.shapes.claiming.timing.words import When, agrees, times_in
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

_TRIGGER = regex(r"\b(?:triggers?|triggered|runs?|schedules?|scheduled|cron|starts?|fires?|when)\b", re.IGNORECASE)


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """Wrong where none of the times that a line gives a job is one of its schedules."""
    line = page.reading.line(claim.location.line)
    times = list(times_in(line))
    said = next((each for each in times if str(each.start) == dict(claim.beside).get("at")), None)
    owned = _owned(claim, line, said, ground, page) if said is not None else None
    if said is None or owned is None:
        return None
    crons = [(each, cron) for each in owned.schedules if (cron := cron_of(each.name)) is not None]
    if len(crons) != len(owned.schedules) or passing().search(line) or _elsewhere(owned.schedules, ground):
        return nobody_knows(f"when {owned.name} runs cannot be told by these words")
    beside = [each for each in times if owned.first <= each.start < owned.last]
    if any(agrees(each, cron) for each in beside for _, cron in crons):
        return holds(claim, [each for each, cron in crons if agrees(said, cron)] or owned.schedules)
    there = ", ".join(dict.fromkeys(each.name for each in owned.schedules))
    return breaks(
        f"{owned.name} runs at {there} in the files, and not {said.text}", owned.schedules, confidence=_sure(said, crons)
    )


def _owned(claim: Claim, line: str, said: When, ground: Ground, page: Page) -> Owned | None:
    above = [each.title for each in page.reading.headed if claim.location.line in each]
    title = above[-1] if above and _TRIGGER.search(line) else ""
    return owned_at(line, said.start, ground, table=claim.told == TABLE, title=title)


def _sure(said: When, crons: list[tuple[Declared, Cron]]) -> Confidence:
    """An hour without its zone may be that of the writer."""
    if said.minute is None or said.zoned:
        return Confidence.HIGH
    same = any(said.minute % 60 == time % 60 for _, cron in crons for time in cron.times)
    return Confidence.LOW if same else Confidence.MEDIUM


def _elsewhere(declared: tuple[Declared, ...], ground: Ground) -> bool:
    """Whether the files count the hours of a place of their own."""
    texts = (ground.text_of(path) or "" for path in {each.location.path for each in declared})
    return any("timezone" in text.lower() or "time_zone" in text.lower() for text in texts)
