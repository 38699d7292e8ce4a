"""Sentry's own files: the organisation and project that errors go to. The token beside them is never read."""

import re
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import Contact
from opsworthy.facts.project import ProductUsed
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_NAMES = ("sentry.properties", ".sentryclirc", "sentry.client.properties", "sentry.server.properties")
_PROJECT = regex(r"\s*(?:defaults\.)?project\s*=\s*([\w.-]{1,100})\s*")
_ORGANISATION = regex(r"\s*(?:defaults\.)?org\s*=\s*([\w.-]{1,100})\s*")


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield ProductUsed("Sentry", "observability", source.path, _place(source, 1), paid=True)
        project, organisation = _said(source, _PROJECT), _said(source, _ORGANISATION)
        if project is not None:
            name, place = project
            owner = f"{organisation[0]}/" if organisation is not None else ""
            yield Contact(name, "service", "sentry", place, f"{owner}{name}")


def _said(source: Source, pattern: re.Pattern[str]) -> tuple[str, Location] | None:
    for number, line in enumerate(source.text.splitlines()[:200], start=1):
        found = pattern.fullmatch(line)
        if found is not None:
            return found.group(1), _place(source, number)
    return None


def _place(source: Source, line: int) -> Location:
    return Location(source.path, line)


DETECTOR = Detector(
    "sentry",
    "projects of Sentry",
    _wants,
    _detect,
    looks_at=("sentry.properties", ".sentryclirc", "sentry.client.properties", "sentry.server.properties"),
)
