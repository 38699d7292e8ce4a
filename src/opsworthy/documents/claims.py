"""What a document claims about the system, each with its place: rules hold these against the model, the bill and the evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from opsworthy.commands.command import Command
from opsworthy.documents.document import Amount, Document, Paragraph, Section
from opsworthy.text.location import Location

_HEALTH_VERB = re.compile(r"\b(?:GET|HEAD)\s+(?P<url>/[\w./-]{1,80})")
_HEALTH_WORD = re.compile(r"(?i)\b(?:health|liveness|readiness|startup)\b")
_REPLICAS = re.compile(
    r"(?i)\b(?P<low>\d{1,4})\s?(?:-|–|—|to)\s?(?P<high>\d{1,4})\s+(?:replicas?|pods?|instances?|dynos?)\b"
    r"|\b(?P<point>\d{1,4})\s+(?:replicas?|dynos?)\b"
    r"|\b(?P<bound>min(?:imum)?|max(?:imum)?)\s+(?:replicas?|pods?|instances?|dynos?)\s*[:=]?\s*(?P<value>\d{1,4})\b"
)
_WORKLOADS = ("deployment", "statefulset", "daemonset", "service", "process", "app")


@dataclass(frozen=True, slots=True)
class CommandClaim:
    """A command that names something: it claims that what it names exists."""

    command: Command
    location: Location


@dataclass(frozen=True, slots=True)
class HealthClaim:
    """Where health can be asked for. `url` is "" where only a path is told; `port` and `host` None where no address is."""

    path: str
    host: str | None
    port: int | None
    url: str
    location: Location


@dataclass(frozen=True, slots=True)
class ReplicaClaim:
    """How many processes run: either end is None where only the other is told; `service` is "" where nobody says whose."""

    low: int | None
    high: int | None
    service: str
    location: Location


@dataclass(frozen=True, slots=True)
class NamespaceClaim:
    name: str
    location: Location


@dataclass(frozen=True, slots=True)
class SecretClaim:
    name: str
    location: Location


@dataclass(frozen=True, slots=True)
class TotalClaim:
    amount: Amount
    location: Location


@dataclass(frozen=True, slots=True)
class LinkClaim:
    target: str
    location: Location


Claim = CommandClaim | HealthClaim | ReplicaClaim | NamespaceClaim | SecretClaim | TotalClaim | LinkClaim


def claims(document: Document) -> tuple[Claim, ...]:
    """Every claim of a document, by place."""
    found = [claim for section in document.sections() for claim in _of_section(section)]
    return tuple(sorted(found, key=lambda claim: (claim.location, type(claim).__name__)))


def _of_section(section: Section) -> Iterator[Claim]:
    for fence in section.fences:
        for command in fence.commands:
            yield from _of_command(command)
    for command in section.inline:
        yield from _of_command(command)
    for paragraph in section.paragraphs:
        yield from _of_paragraph(paragraph)
    for amount in section.amounts:
        if amount.is_total:
            yield TotalClaim(amount, amount.location)
    for link in section.links:
        yield LinkClaim(link.target, link.location)


def _of_command(command: Command) -> Iterator[Claim]:
    where = command.location
    if command.targets:
        yield CommandClaim(command, where)
    yield from (NamespaceClaim(name, where) for name in command.names("namespace"))
    yield from (SecretClaim(name, where) for name in command.names("secret"))
    if "health" in command.purposes:
        yield from (claim for url in command.names("url") if (claim := _health(url, where)) is not None)
    yield from _replicas_of(command)


def _replicas_of(command: Command) -> Iterator[ReplicaClaim]:
    """What a command that sets a number of replicas says of the service that it names."""
    service = next((name for kind in _WORKLOADS for name in command.names(kind)), "")
    words = [part for word in command.words for part in word.split("=", 1)]
    told = {name: value for name, value in pairwise(words) if value.isdecimal() and len(value) < 10}
    low, high = told.get("--min"), told.get("--max")
    if "autoscale" in command.purposes and (low or high):
        yield ReplicaClaim(int(low) if low else None, int(high) if high else None, service, command.location)


def _health(url: str, where: Location) -> HealthClaim | None:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    default = {"http": 80, "https": 443}.get(parts.scheme) if "://" in url else 80
    return HealthClaim(parts.path or "/", host, port if port is not None else default, url, where)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Claim]:
    if _HEALTH_WORD.search(f"{paragraph.label} {paragraph.text}"):
        for found in _HEALTH_VERB.finditer(paragraph.text):
            yield HealthClaim(found["url"].rstrip("./"), None, None, "", paragraph.location)
    for found in _REPLICAS.finditer(paragraph.text):
        yield ReplicaClaim(*_bounds(found), "", paragraph.location)


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None]:
    if found["bound"]:
        value = int(found["value"])
        return (value, None) if found["bound"].lower().startswith("min") else (None, value)
    if found["point"]:
        return int(found["point"]), int(found["point"])
    return int(found["low"]), int(found["high"])
