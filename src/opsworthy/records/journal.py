"""Append-only records, one JSON object per line, in `.opsworthy/records/<kind>.jsonl`."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from opsworthy.records.asked import Asked
from opsworthy.records.evidence import Evidence
from opsworthy.records.review import Review
from opsworthy.text.location import Location
from opsworthy.text.source import Problem

FOLDER = ".opsworthy/records"


Record = TypeVar("Record")


def append(root: Path, kind: str, records: Iterable[object]) -> Path:
    """Adds lines with one write each, so that two runs at once cannot mix theirs; a line that a killed run left half-written is
    ended first. Raises OSError where nothing can be written."""
    target = root / FOLDER / f"{kind}.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        begun = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        for each in records:
            os.write(descriptor, (b"\n" if begun else b"") + msgspec.json.encode(each) + b"\n")
            begun = False
    finally:
        os.close(descriptor)
    return target


def read(root: Path, kind: str, record: type[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """All records of a kind, oldest first; a line that is none becomes a problem and the rest is kept."""
    target = root / FOLDER / f"{kind}.jsonl"
    if not target.is_file():
        return (), ()
    found: list[Record] = []
    problems: list[Problem] = []
    for number, line in enumerate(target.read_bytes().splitlines(), start=1):
        try:
            found.extend([msgspec.json.decode(line, type=record)] if line.strip() else [])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            place = Location(f"{FOLDER}/{kind}.jsonl", number)
            problems.append(Problem(place, f"not a record: {error}", "remove the line; it proves nothing"))
    return tuple(found), tuple(problems)


def append_evidence(root: Path, evidence: Iterable[Evidence]) -> Path:
    """Adds what a rehearsal found. Raises OSError where nothing can be written."""
    return append(root, "rehearsals", evidence)


def read_evidence(root: Path) -> tuple[tuple[Evidence, ...], tuple[Problem, ...]]:
    """All evidence, oldest first."""
    return read(root, "rehearsals", Evidence)


def append_reviews(root: Path, reviews: Iterable[Review]) -> Path:
    """Adds decisions of reviewers. Raises OSError where nothing can be written."""
    return append(root, "reviews", reviews)


def read_reviews(root: Path) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """All decisions of reviewers, oldest first."""
    return read(root, "reviews", Review)


def append_asked(root: Path, asked: Iterable[Asked]) -> Path:
    """Adds questions that the documents did not answer. Raises OSError where nothing can be written."""
    return append(root, "questions", asked)


def read_asked(root: Path) -> tuple[tuple[Asked, ...], tuple[Problem, ...]]:
    """All questions that the documents did not answer when they were asked, oldest first."""
    return read(root, "questions", Asked)
