"""Who is reached when help is needed: in the document itself, or in another runbook of the same repository."""

import re
from functools import lru_cache
from posixpath import basename, dirname

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import contact
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_FILES = regex(
    r"(?:^|[-_ ])(?:runbook|run-book|on-?call|escalations?|contacts?|incidents?|incident-response|operations)(?:$|[-_ ])",
    re.IGNORECASE,
)
_PART = regex(
    r"^#{1,6}[^\n]*(?:contact|escalat|on-?call|emergency)[^\n]*\n((?:(?!#{1,6} )[^\n]*\n?){1,40})", re.IGNORECASE | re.MULTILINE
)
_FENCED = regex(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_MOST = 6


def helped(passage: Passage) -> Location | None:
    """A link to a place where help is asked for."""
    asks = (each for each in passage.links if marks.says("helpers", f"{each.text} {each.target}"))
    return next((each.location for each in asks if each.target.startswith(("http", "mailto:", "tel:"))), None)


def told_elsewhere(subject: Subject) -> str:
    """Which other runbook of the repository has a part that says who is reached; empty where none has, or where this one does."""
    document = subject.runbook
    if document is None or subject.text_of is None or contact(reading(document).whole):
        return ""
    for path in _runbooks(subject.system.paths, dirname(document.path)):
        text = subject.text_of(path) if path != document.path else None
        if text and _says_who(text):
            return f"who is reached stands in {path}"
    return ""


@lru_cache(maxsize=64)
def _says_who(text: str) -> bool:
    """Whether a part of a text that is called so says who is reached; worked out once, however many documents ask."""
    told = _PART.findall(_FENCED.sub("", text))
    return any(marks.has_contact(line) for part in told for line in part.splitlines())


@lru_cache(maxsize=16)
def _runbooks(paths: frozenset[str], folder: str) -> tuple[str, ...]:
    """The files beside a document, or in a folder beside it, that are called as runbooks are; those nearest first."""
    named = (
        path
        for path in paths
        if path.endswith(".md") and _FILES.search(basename(path)[:-3]) and folder in (dirname(path), dirname(dirname(path)))
    )
    return tuple(sorted(named, key=lambda path: (path.count("/"), path))[:_MOST])
