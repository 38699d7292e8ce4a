"""Stages of a pipeline that a document describes: with the command that does them, not with the word alone."""

from collections.abc import Iterator
from functools import lru_cache

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.apart import LOOKS
from opsworthy.rules.shapes.evidence import commands, serious
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.wording import wording
from opsworthy.system.model import PipelineStep
from opsworthy.system.purposes import purposes_of
from opsworthy.text.location import Location

STAGES = {
    "build": "the build", "test": "the tests", "scan": "the security scan", "deploy": "the deployment",
    "smoke-test": "the smoke test after a deployment",
}  # fmt: skip
# What a command is for, in the words of commands/, where it says so itself.
_PURPOSES = {"deploy": ("deploy", "apply", "release")}
_LONGEST = 2000  # Characters of a command line that is read a second time.
_ANYWHERE = Location("", 1)
_GROUND = ("ci-cd", "deployment")
_APPROVES = wording("approves")
_AUTOMATIC = wording("unapproved")
_SPENDING = wording("spending")
_PEOPLE = wording("approvers")
_TELLS = wording("tells")
_DEPLOYS = wording("deploys")
_WHERE = wording("channels")


def documented(document: Document | None, stage: str) -> Location | None:
    """Where a document says how a stage is done: a command that does it, in a part about the pipeline or the deployment, or any
    command in a part that is titled after the stage."""
    if document is None:
        return None
    for passage in _ground(document):
        told = _by_purpose(passage, stage)
        if told:
            return told
    return next((told for passage in _titled(document, stage) if (told := _shown(passage))), None)


def _ground(document: Document) -> tuple[Passage, ...]:
    return tuple(passage for region in _GROUND for passage in regions(document, region))


def _by_purpose(passage: Passage, stage: str) -> Location | None:
    plain = commands(passage, _PURPOSES.get(stage, ()))
    if plain:
        return plain[0].location
    return _meaning(passage).get(stage)


@lru_cache(maxsize=64)
def _meaning(passage: Passage) -> dict[str, Location]:
    """For each stage of a pipeline the place of the first command that does it."""
    found: dict[str, Location] = {}
    for each in passage.commands:
        if serious(each) and len(each.text) <= _LONGEST:
            for stage in _meant(each.text):
                found.setdefault(stage, each.location)
    return found


@lru_cache(maxsize=4096)
def _meant(text: str) -> frozenset[str]:
    """What a command line is for, as it would be in a pipeline."""
    return purposes_of(PipelineStep("", _ANYWHERE, run=text))


def _titled(document: Document, stage: str) -> Iterator[Passage]:
    """Rows and parts that a part about the pipeline or the deployment has about a stage."""
    for passage in (*_ground(document), *reading(document).whole.about("ci-cd")):
        needed = [each for each in passage.about("prerequisites") if not each.row]
        for part in passage.about(f"stage-{stage}"):
            looks = stage == "test" and (LOOKS.match(part.title) or means(part.title, "stage-smoke-test"))
            if not looks and not any(part.first in each for each in needed):
                yield part


def _shown(passage: Passage) -> Location | None:
    """A command of any kind that does something, or, in a row, a file of this repository that does."""
    return next((each.location for each in passage.commands if _does(each)), None)


def _does(each: Command) -> bool:
    return serious(each) and (len(each.words) > 1 or "/" in each.tool or each.known)


def approver(document: Document | None) -> Location | None:
    """Where a document says who approves a deployment: a sentence or a row about approval that names somebody."""
    if document is None:
        return None
    read = reading(document)
    for passage in read.paragraphs:
        if _approves(passage.text):
            return passage.location
    for row in read.rows:
        cells = " ".join((*row.cells, *(name for name in row.header if _APPROVES.search(name))))
        if _approves(cells):
            return row.location
    return None


def _approves(text: str) -> bool:
    if not _APPROVES.search(text) or _AUTOMATIC.search(text) or _SPENDING.search(text) or marks.says("undecided", text):
        return False
    return bool(_PEOPLE.search(text)) and marks.count_words(text) >= 3


def announced(document: Document | None) -> Location | None:
    """Where a document says who is told of a deployment, and where."""
    if document is None:
        return None
    inside = _ground(document)
    read = reading(document)
    secrets = [each for each in read.headed if means(each.title, "secrets") and not _DEPLOYS.search(each.title)]
    for each in read.paragraphs:
        if any(each.location.line in part for part in secrets):
            continue
        near = any(each.location.line in passage for passage in inside)
        if _tells(each.text, near):
            return each.location
    for row in read.rows:
        near = any(row.location.line in passage for passage in inside)
        if _tells(" ".join(row.cells), near and means(row.cells[0] if row.cells else "", "stage-notify")):
            return row.location
    return None


def _tells(text: str, near: bool) -> bool:
    return bool(_TELLS.search(text) and _WHERE.search(text) and (near or _DEPLOYS.search(text))) and not marks.says(
        "undecided", text
    )
