"""What must hold of any repository at all: it is surveyed without an exception, every place lies within a file, the same files
say the same, and the value of a variable whose name says that it is secret is told nowhere."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from opsworthy.facts.detect import detect
from opsworthy.facts.said import Facts
from opsworthy.reports.as_json import as_json
from opsworthy.reports.system_view import view
from opsworthy.repository.memory import MemoryTree
from opsworthy.system.build import build
from opsworthy.system.model import System
from opsworthy.text.location import Location

MARK = "Zq7Lk2Vx9Tn4"
"""Stands as the value of secret variables in the seeds."""

_NAMED = r"(?m)(^[\s\"'-]*(?:export |ENV |ARG )?[\"']?\w*(?:(?<!EMPTY_)PASSWORD|API_TOKEN|SECRET_KEY)[\"']?[ ]?[:=][ ]?[\"']?)"
_GIVEN = re.compile(_NAMED + r"[A-Za-z0-9-]+(?=[\"']?\s)")
_KEPT = re.compile(_NAMED + rf"{MARK}(?=[\"']?\s)")


def marked(files: dict[str, str]) -> dict[str, str]:
    """The same files with MARK as the value of every variable that is named as a secret."""
    return {path: _GIVEN.sub(rf"\g<1>{MARK}", text) for path, text in files.items()}


class Broken(AssertionError):
    """Something that must hold does not."""


def surveyed(files: dict[str, str]) -> tuple[Facts, System, str]:
    """The facts, the model and the published JSON of some files."""
    facts = detect(MemoryTree(files, "shop"))
    system = build(facts, "shop")
    return facts, system, as_json(view(system))


def hold(files: dict[str, str], *, twice: bool = False) -> str:
    """Raises Broken, or whatever the survey itself raised; the published JSON otherwise."""
    facts, system, published = surveyed(files)
    lines = {path: _lines(text) for path, text in files.items()}
    for told in (facts.facts, facts.problems, system):
        for place in locations(told):
            if place.path not in lines:
                raise Broken(f"a place in a file that is not there: {place}")
            if not 1 <= place.line <= lines[place.path] or place.end_line > lines[place.path]:
                raise Broken(f"a place outside its file of {lines[place.path]} lines: {place}")
    for problem in facts.problems:
        if not problem.message or not problem.advice:
            raise Broken(f"a problem without words or advice: {problem}")
    if _must_be_kept(files) and (MARK in published or MARK in repr(facts)):
        raise Broken("the value of a secret is told")
    if twice and surveyed(files)[2] != published:
        raise Broken("the same files say something else")
    return published


def locations(value: object) -> Iterator[Location]:
    """Every place in a value of any of our types, without recursion."""
    waiting, seen = [value], set()
    while waiting:
        here = waiting.pop()
        if isinstance(here, Location):
            yield here
        elif isinstance(here, tuple | list | frozenset | set):
            waiting.extend(here)
        elif isinstance(here, dict):
            waiting.extend(here.values())
        elif is_dataclass(here) and id(here) not in seen:
            seen.add(id(here))
            waiting.extend(getattr(here, field.name) for field in fields(here))


def _lines(text: str) -> int:
    return len(re.split(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]", text))


def _must_be_kept(files: dict[str, str]) -> bool:
    """Whether every mark still stands where it is a secret variable's value."""
    whole = "\n".join(files.values())
    return 0 < whole.count(MARK) == len(_KEPT.findall(whole)) and not any(MARK in path for path in files)
