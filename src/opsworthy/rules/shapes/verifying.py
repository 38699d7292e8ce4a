"""Parts of a procedure that verify, and whether they say what should be seen."""

import re
from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.answer import answered, answers, judges_itself
from opsworthy.rules.shapes.evidence import LOOKING, commands
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.text.regex import regex

_ASKING = ("health", "status", "version")
_BEGINS = regex(r"\W*(?:verify|confirm|check that|smoke[- ]test|validate)\b", re.IGNORECASE)
_PRINTS = regex(r"\bprint\(|\bconsole\.log\(|__version__")
_FILTERED = regex(r"\|\s*(?:grep|jq|findstr|wc)\b|--exit-status|&&\s*echo|\|\|\s*exit|--query\b")


def unanswered_checks(document: Document) -> tuple[tuple[Passage, Command], ...]:
    """Each part that verifies, in Deployment and in Rollback, none of whose commands has an answer beside it, with the first of
    them. Where nothing at all in the region is answered, that is the region's own finding, and it is left out here."""
    found: dict[int, tuple[Passage, Command]] = {}
    whole = answered(*LOOKING)
    for region in (*regions(document, "deployment"), *regions(document, "rollback")):
        if whole(region):
            for part in _parts(region):
                asked = _unanswered(part)
                if asked:
                    found.setdefault(part.first, (part, asked))
    return tuple(found[line] for line in sorted(found))


def _parts(region: Passage) -> Iterator[Passage]:
    """The sections and labelled parts named after verification, and the steps whose words begin with it."""
    named = [each for each in region.about("verification") if not each.row and _BEGINS_OR_NAMED.search(each.title)]
    outer = [each for each in named if not any(other.first < each.first and each.last <= other.last for other in named)]
    yield from outer
    steps = [step for step in region.steps if _BEGINS.match(step.text)]
    for step in steps:
        if not any(step.location.line in each for each in outer):
            last = max(step.location.end_line, *(each.location.line for each in step.commands), step.location.line)
            yield Passage(step.text[:60], step.location, step.location.line, last, region.reading)


_BEGINS_OR_NAMED = regex(
    r"\b(?:verif|validat|smoke|confirm|post-?deploy|after (?:the )?(?:deploy|roll)|health check)", re.IGNORECASE
)


def _unanswered(part: Passage) -> Command | None:
    asked = [each for each in commands(part, _ASKING) if not judges_itself(each)]
    asked += [each for each in part.commands if _PRINTS.search(each.text)]
    asked = [each for each in asked if not _FILTERED.search(part.reading.line(each.location.line))]
    if not asked or answers(part) or reading(part.reading.document).whole is part:
        return None
    return asked[0]
