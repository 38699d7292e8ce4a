"""Secrets as a runbook speaks of them: the store, the rhythm, the use; never a value."""

import re
from functools import cache

from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage
from opsworthy.system.model import Secret
from opsworthy.text.data import data_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_OFTEN = regex(
    r"\b(?:every|each|after|at least every)\s+(?:\d+\s+)?(?:day|week|month|quarter|year)|\b\d+\s*(?:-\s*)?days?\b", re.IGNORECASE
)
_USE = regex(
    r"os\.environ|os\.getenv|getenv\(|process\.env|ENV\[|env\.get|System\.getenv|Environment\.Get|secretKeyRef|secretRef|envFrom"
    r"|valueFrom|\$\{\{\s*secrets\.|secrets\.[A-Z_]+|get_?secret|GetSecret|config\(|Deno\.env|std::env|/run/secrets/",
)
_NAMELESS = regex(
    r"(?:os\.environ(?:\.get)?|os\.getenv|getenv|process\.env|ENV|env\.get|System\.getenv)\s?[\[(]\s?[\"']\w?[\"']\s?[\])]"
)
_LONG = regex(r"\b(\d{2,9})\s*-?\s*(days?|weeks?|months?|years?)\b", re.IGNORECASE)
_LONGEST = {"d": 3660, "w": 522, "m": 120, "y": 10}
_FILE = regex(r"(?:>>?\s*|\b(?:nano|vim?|code|cp|cat|grep|sed|chmod|editor)\s[^\n]{0,80})\.env\b", re.IGNORECASE)
_VARIABLE = regex(r"`\$?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+`")


@cache
def _stores() -> re.Pattern[str]:
    data = data_of("opsworthy.rules.shapes", "products.toml")
    return regex(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in data['secret-stores'])})(?!\w)", re.IGNORECASE)


def no_secrets(subject: Subject) -> str:
    """Why no secrets are owed; empty where the system has some, or where nothing is known of it."""
    known = subject.system.services or subject.system.variables_read or subject.system.paths
    return "no file of the repository reads or declares a secret" if known and not subject.system.secrets else ""


def store_named(passage: Passage) -> Location | None:
    """One store, by name, in a statement: a choice among several (“a tool like A or B”) names none."""
    for at, line in passage.lines:
        named = {found.lower() for found in _stores().findall(line)}
        if named and not re.search(r"\b(?:such as|like|e\.g\.|for example)\b", line, re.IGNORECASE):
            return Location(passage.location.path, at)
    return None


def file_written(passage: Passage) -> Location | None:
    """A command that reads or writes an `.env` file, which is a store as well."""
    shown = (at for at, line in passage.lines if ".env" in line and ("`" in line or passage.in_fence(at)) and _FILE.search(line))
    return next((Location(passage.location.path, at) for at in shown), None)


def mentions(document: Document, secret: Secret) -> bool:
    """Whether a document names a secret: as the code does, or as an object or entry of its store with its key."""
    names = [secret.name, secret.remote, secret.key if secret.key and len(secret.key) > 6 else None]
    named = any(
        name and name in document.text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", document.text) for name in names
    )
    whole = secret.object if not secret.key and secret.object and secret.object in document.text else ""
    return named or bool(whole and re.search(rf"(?<![\w-]){re.escape(whole)}(?![\w-])", document.text))


def how_often(passage: Passage) -> Location | None:
    """A rhythm or a number of days; of rows, secret-rotation-unscheduled says which are none."""
    return next(
        (
            Location(passage.location.path, at)
            for at, line in passage.lines
            if (_OFTEN.search(line) or marks.says("rhythms", line)) and (line.lstrip().startswith("|") or not outlives(line))
        ),
        None,
    )


def _uses(text: str) -> bool:
    """Whether a text reads a secret; a variable of one letter is nobody's."""
    return "".join(_USE.findall(text)) != "" and _USE.search(_NAMELESS.sub(" ", text)) is not None


def outlives(text: str) -> bool:
    """Whether an interval is longer than ten years, and so none."""
    return any(int(number) > _LONGEST[unit[0].lower()] for number, unit in _LONG.findall(text))


def use_shown(passage: Passage) -> Location | None:
    """Code or configuration that refers to a secret, or a table or list of the variables that hold them."""
    for fence in passage.fences:
        if _uses(fence.text):
            return fence.location
    told = [at for at, line in passage.lines if _uses(line) or (_VARIABLE.search(line) and marks.count_words(line) >= 3)]
    return Location(passage.location.path, told[0]) if told else None
