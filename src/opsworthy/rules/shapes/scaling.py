"""Scaling: what can be scaled, and whether the autoscaler's bounds are stated."""

import re

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.evidence import Finder
from opsworthy.rules.shapes.reading import Passage
from opsworthy.system.model import Scaling, System
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# Platforms that start as many instances as are asked for, unless a most is set.
SERVERLESS = frozenset(
    ["app-engine", "app-runner", "azure-functions", "cloud-functions", "cloud-run", "container-apps", "knative", "lambda"]
)
_SPOKEN = regex(r"\b(?:hpa|auto-?scal\w*)\b", re.IGNORECASE)
_BOUNDS = regex(r"\b(\d{1,4})\s*(?:-|–|—|to|and|up to|\.\.|…)\s*(\d{1,4})\b")
_COUNT = regex(r"\d{1,9}")
_LEAST = regex(r"\bmin(?:imum)?\w*\b[^\d\n]{0,30}(\d{1,4})", re.IGNORECASE)
_MOST = regex(r"\bmax(?:imum)?\w*\b[^\d\n]{0,30}(\d{1,4})", re.IGNORECASE)
_CAPPED = regex(
    r"\b(?:at most|(?:no|not) more than|up to|capped at|limited to)\s+\d{1,4}\s+(?:[a-z-]{2,20}\s+){0,2}?"
    r"(?:replicas?|instances?|pods?|nodes?|dynos?|machines?|workers?|containers?|tasks?|executions?)\b",
    re.IGNORECASE,
)
_MONEY = regex(r"[$€£]\s?\d[\d,.]*(?:\s?[-–—]\s?[$€£]?\d[\d,.]*)?")
_CLAIM = regex(r"\b(?:replicas?|hpa|autoscal\w*|auto-scal\w*|pods)\b", re.IGNORECASE)
_ABOUT = regex(r"\b(?:hpa|autoscal\w*|auto-scal\w*|replicas?|instances?|pods?|dynos?|min\w*|max\w*|scal\w*)\b", re.IGNORECASE)


def autoscalers(system: System) -> tuple[tuple[str, str | None, Scaling], ...]:
    """Each autoscaler with its service and environment."""
    return tuple(
        (service.name, placement.environment, placement.autoscaling)
        for service in system.services
        for placement in service.placements
        if placement.autoscaling
    )


def nothing_to_scale(subject: Subject) -> str:
    """Why nothing here can be scaled; empty where something can, or where nothing is known of what runs."""
    services = subject.system.services
    kinds = {service.kind for service in services}
    if services and kinds <= {"job", "scheduled-job", "release-task"}:
        return "nothing here runs all the time: there are only jobs"
    return ""


def stated_bounds(passage: Passage) -> tuple[tuple[int, int, Location], ...]:
    """The pairs of least and most that a line about replicas, or a row, states together."""
    found: list[tuple[int, int, Location]] = []
    fenced = [(each.location.line, each.location.end_line) for each in passage.fences if each.commands]
    for at in passage.reading.lines.passing(_is_about, passage.first, passage.last):
        if any(first <= at <= last for first, last in fenced):
            continue
        line = passage.reading.line(at)
        place = Location(passage.location.path, at)
        found += [(int(least), int(most), place) for least, most in _BOUNDS.findall(_MONEY.sub("", line))]
        found += [(int(least), int(most), place) for least in _LEAST.findall(line) for most in _MOST.findall(line)]
    found += [pair for row in passage.rows if (pair := _of_row(row.header, row.cells, row.location))]
    return tuple(found)


def _is_about(line: str) -> bool:
    return _ABOUT.search(line) is not None


def _of_row(header: tuple[str, ...], cells: tuple[str, ...], place: Location) -> tuple[int, int, Location] | None:
    named = dict(zip((name.lower() for name in header), cells, strict=False))
    least = next((cell for name, cell in named.items() if name.startswith(("min", "least", "lower"))), "")
    most = next((cell for name, cell in named.items() if name.startswith(("max", "most", "upper"))), "")
    return (int(least), int(most), place) if _COUNT.fullmatch(least.strip()) and _COUNT.fullmatch(most.strip()) else None


def bounds_stated(passage: Passage) -> Location | None:
    """Where bounds are stated: together, or the least and the most each on a line of its own."""
    together = next((place for _, _, place in stated_bounds(passage)), None)
    return together or (_number_after(passage, _LEAST) and most_stated(passage))


def most_stated(passage: Passage) -> Location | None:
    """Where it is stated how far scaling may go."""
    together = next((place for _, _, place in stated_bounds(passage)), None)
    return together or _number_after(passage, _MOST) or _number_after(passage, _CAPPED)


def _number_after(passage: Passage, words: re.Pattern[str]) -> Location | None:
    found = (at for at, line in passage.lines if words.search(line) and _ABOUT.search(words.sub("", line) + passage.title + line))
    return next((Location(passage.location.path, at) for at in found), None)


def claimed_bounds(passage: Passage) -> tuple[tuple[int, int, Location], ...]:
    """The bounds that lines state of replicas or an autoscaler, each once for a line."""
    of_lines = {
        (least, most, place): None
        for least, most, place in stated_bounds(passage)
        if least < most and _of_replicas(passage.reading.line(place.line), least, most)
    }
    return tuple(of_lines)


def _of_replicas(line: str, least: int, most: int) -> bool:
    """Whether a pair of numbers in a line is the least and the most of replicas, and not two counts, times or shares."""
    if not _CLAIM.search(line):
        return False
    if "|" in line or (_LEAST.search(line) and _MOST.search(line)):
        return True
    pair = rf"(?:between\s+{least}\s+and\s+{most}|{least}\s*(?:-|–|—|to|up to|\.\.|…)\s*{most})\b"
    found = re.search(rf"(?<![\d.:-]){pair}(?![.,:-]?\d)(?!\s*(?:%|s\b|ms\b|sec|min|hour|day|[KMG]i?B))", line)
    return found is not None


def bounds_owed(subject: Subject, inside: tuple[Passage, ...]) -> dict[str, Finder]:
    """The bounds are owed where the system has an autoscaler; where nothing is known of it, where the text speaks of one."""
    spoken = any(_SPOKEN.search(line) for region in inside for _, line in region.lines)
    owed = autoscalers(subject.system) if subject.system.services else spoken
    return {"the bounds of the autoscaler": bounds_stated} if owed else {}
