"""Responses to alerts: pages and sections that are named after one and say with commands what to do."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.anchor import slug_of
from opsworthy.rules.shapes.evidence import serious
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.system.model import AlertRule
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WORDS = regex(r"[^a-z0-9]+")
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Response:
    """A part of a document with commands; `spoken` are the names in its title, without marks and capitals."""

    title: str
    location: Location
    path: str
    slug: str
    spoken: str

    def answers(self, alert: AlertRule) -> bool:
        """Whether it is named after the alert, or the alert itself leads there."""
        name = _plain(alert.name)
        if len(name) >= _LEAST and name in self.spoken:
            return True
        if alert.runbook is None:
            return False
        target, _, anchor = alert.runbook.value.partition("#")
        same = target.rstrip("/").endswith(self.path) or PurePosixPath(target.rstrip("/")).stem == PurePosixPath(self.path).stem
        return bool(target) and same and (anchor == self.slug if anchor else True)


def responses(document: Document) -> Iterator[Response]:
    """The sections with commands, and the page as a whole under the name of its file."""
    read = reading(document)
    for passage in read.headed:
        if _acts(passage):
            names = passage.title + "".join(f" {row.cells[0]}" for row in passage.rows if row.cells and "`" in row.cells[-1])
            yield Response(passage.title, passage.location, document.path, slug_of(passage.title), _plain(names))
    if _acts(read.whole):
        stem = PurePosixPath(document.path).stem
        yield Response(stem, document.location, document.path, "", _plain(stem))


def _acts(passage: Passage) -> bool:
    return any(serious(each) for each in passage.commands)


def _plain(text: str) -> str:
    return _WORDS.sub("", text.lower())
