"""What a document takes for known: habits, people by first name, places without an address, machines without a name."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_CODE = regex(r"`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”")
_PRIVATE = regex(
    r"/Users/(?!(?:me|you|user|name|username|yourname)\b)[A-Za-z][\w.-]+/"
    r"|[A-Z]:\\Users\\\w+|\bon my (?:laptop|machine|desktop|computer)\b"
)
_REACHABLE = regex(r"@|https?://|#[a-z]|\]\(|\+?\d[\d -]{6,}")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is taken for known, in words that end a sentence, and where."""

    what: str
    location: Location


@dataclass(frozen=True, slots=True)
class _Words:
    """`sieve` fits every text in which one of the others fits, and is quick."""

    sieve: Any
    tribal: re.Pattern[str]
    person: re.Pattern[str]
    place: re.Pattern[str]
    host: re.Pattern[str]


@cache
def _words() -> _Words:
    data = data_of("opsworthy.rules.shapes", "assumed.toml")

    def any_of(name: str) -> str:
        return "|".join(re.escape(each) for each in sorted(data[name], key=len, reverse=True))

    told = "|".join(any_of(name) for name in ("tribal", "places", "hosts"))
    people = rf"(?:{any_of('asking')})\s+(?:to\s+)?(?:{any_of('first-names')})\b"
    return _Words(
        sieve=import_module("re2").compile(rf"(?i)\b(?:{told})\b|\b{people}|/home/[a-z]|/Users/|:\\Users\\|\bon my "),
        tribal=regex(rf"(?<![\w-])(?:{any_of('tribal')})(?![\w-])", re.IGNORECASE),
        person=regex(rf"\b(?i:{any_of('asking')})\s+(?i:to\s+)?({any_of('first-names')})\b(?!['’]?s?\s+[A-Z])(?!\s*[-/(])"),
        place=regex(
            rf"\b(?:{any_of('sending')})\s+(?:the|our|it in the|that)\s+(?:\w+\s+)?({any_of('places')})\b", re.IGNORECASE
        ),
        host=regex(rf"\b(?:the|our)\s+((?:prod|production|staging)?\s*(?:{any_of('hosts')}))\b", re.IGNORECASE),
    )


def assumed(document: Document) -> tuple[Assumed, ...]:
    """Everything that a document takes for known, each at its first place."""
    if not _words().sieve.search(document.text):
        return ()
    read = reading(document)
    found: dict[str, Assumed] = {}
    for what, line in _found(read):
        found.setdefault(what, Assumed(what, Location(document.path, line)))
    return tuple(sorted(found.values(), key=lambda each: each.location))


def _found(read: Reading) -> Iterator[tuple[str, int]]:
    """Looked at is running text alone: code, quotations and headings assume nothing."""
    words = _words()
    for each in read.paragraphs:
        if not words.sieve.search(each.text):
            continue
        text, line = _CODE.sub(" ", each.text), each.location.line
        raw = read.line(line)
        tribal = words.tribal.search(text)
        if tribal and not _opens(text, tribal.start()) and not _REACHABLE.search(raw):
            yield f"says “{tribal.group()}” instead of what to do", line
        if (person := words.person.search(text)) and not _REACHABLE.search(raw) and person.group(1) not in set(_reached(read)):
            yield f"sends the reader to {person.group(1)}, and nothing says who that is or how to reach them", line
        if (place := words.place.search(text)) and not _linked(read, each.location):
            yield f"sends the reader to the {place.group(1).lower()} without an address", line
        if (private := _PRIVATE.search(text)) and not text.lstrip().startswith("I "):
            yield f"names what only one person's own machine has ({private.group().strip()})", line
    yield from _hosts(read, words)


def _opens(text: str, at: int) -> bool:
    """Whether a phrase opens a sentence that then says something of its own: “As always, drain the node first.”"""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:;"


def _reached(read: Reading) -> Iterator[str]:
    """First names beside which a line says how they are reached."""
    for line in read.text:
        if marks.has_contact(line):
            yield from re.findall(r"\b[A-Z][a-z]+\b", line)


def _linked(read: Reading, location: Location) -> bool:
    last = max(location.line, location.end_line)
    return any(location.line <= each.location.line <= last for each in read.links)


def _hosts(read: Reading, words: _Words) -> Iterator[tuple[str, int]]:
    """A machine that is spoken of, where the document shows no way onto any machine."""
    shown = any(each.tool in ("ssh", "scp", "mosh", "aws", "gcloud", "az", "tsh") for each in read.commands)
    if shown or "hostname" in read.document.text.lower():
        return
    for each in read.paragraphs:
        host = words.host.search(_CODE.sub(" ", each.text))
        if host and "`" not in each.text and not _REACHABLE.search(read.line(each.location.line)) and "." not in host.group(1):
            yield f"speaks of the {host.group(1).strip().lower()}, and nothing says how it is reached", each.location.line
            return
