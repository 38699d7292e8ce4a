"""Append-only records, one JSON object per line, in `.opsworthy/records/<kind>.jsonl`."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from opsworthy.records.evidence import Evidence
from opsworthy.text.location import Location
from opsworthy.text.source import Problem

FOLDER = ".opsworthy/records"


def append_evidence(root: Path, evidence: Iterable[Evidence]) -> Path:
    """Adds lines with one write each, so that two runs at once cannot mix theirs. Raises OSError where nothing can be written."""
    target = root / FOLDER / "rehearsals.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        for each in evidence:
            os.write(descriptor, msgspec.json.encode(each) + b"\n")
    finally:
        os.close(descriptor)
    return target


def read_evidence(root: Path) -> tuple[tuple[Evidence, ...], tuple[Problem, ...]]:
    """All evidence, oldest first; a line that a killed run left half-written becomes a problem and the rest is kept."""
    target = root / FOLDER / "rehearsals.jsonl"
    if not target.is_file():
        return (), ()
    found: list[Evidence] = []
    problems: list[Problem] = []
    for number, line in enumerate(target.read_bytes().splitlines(), start=1):
        try:
            found.append(msgspec.json.decode(line, type=Evidence))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            place = Location(f"{FOLDER}/rehearsals.jsonl", number)
            problems.append(Problem(place, f"not a record: {error}", "remove the line; it proves nothing"))
    return tuple(found), tuple(problems)
