"""status.json: whether work on the project may go on."""

import json
from collections.abc import Iterator
from datetime import datetime

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.status import StatusDeclared, StatusMalformed
from opsworthy.facts.status_files import is_status_file
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Scalar
from opsworthy.text.source import Problem, Source

_STATUSES = ("active", "blocked", "completed", "on-hold")
_PHASES = ("spec", "architecture", "implementation", "testing", "deployment")
_TEXTS = ("status", "current_phase", "last_updated", "blocked_reason", "notes")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        wrong = _not_json(source)
        root = files.json(source) if wrong is None else None
        if wrong is not None:
            yield wrong
        elif isinstance(root, Problem):
            yield StatusMalformed(f"status.json cannot be read: {root.message}", root.location)
        elif not isinstance(root, Mapping):
            yield StatusMalformed("status.json must be an object with a status", source.at(1))
        else:
            yield from _of_object(root, source)


class _Twice(ValueError):
    """A key that stands twice in one object: readers differ in which of the two they believe."""


def _once(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise _Twice(name[:40])
        seen.add(name)


def _not_json(source: Source) -> StatusMalformed | None:
    """Strictly read: comments and trailing commas, which our parser forgives, stop every other reader of the file."""
    try:
        json.loads(source.text.removeprefix("\ufeff").rstrip(), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return StatusMalformed(f"status.json is not valid JSON: {error.msg}", source.at(error.lineno, error.colno))
    except _Twice as error:
        return StatusMalformed(f'status.json says "{error}" twice', source.at(1))
    except (RecursionError, ValueError):
        return StatusMalformed("status.json is not valid JSON: nested too deeply, or a number too long", source.at(1))
    return None


def _of_object(root: Mapping, source: Source) -> Iterator[Told]:
    wrong = list(_defects(root, source))
    yield from wrong
    if wrong:
        return
    texts = {entry.key: entry.value.text for entry in _texts(root) if isinstance(entry.value, Scalar)}
    status = root.entry("status")
    yield StatusDeclared(
        texts["status"],
        status.value.location if status else source.at(1),
        texts.get("current_phase"),
        texts.get("last_updated"),
        texts.get("blocked_reason"),
        texts.get("notes"),
    )


def _texts(root: Mapping) -> Iterator[Entry]:
    """The entries that matter; a null is as good as nothing."""
    for name in _TEXTS:
        entry = root.entry(name)
        if entry is not None and not (isinstance(entry.value, Scalar) and entry.value.value is None):
            yield entry


def _defects(root: Mapping, source: Source) -> Iterator[StatusMalformed]:
    present = {entry.key: entry for entry in _texts(root)}
    if "status" not in present:
        yield StatusMalformed(f"status.json has no status: one of {', '.join(_STATUSES)} is expected", source.at(1))
    for name, entry in present.items():
        value = entry.value.value if isinstance(entry.value, Scalar) else None
        message = f"{name} must be a text" if not isinstance(value, str) else _wrong(name, value)
        if message is not None:
            yield StatusMalformed(f"status.json: {message}", _place(entry))


def _wrong(name: str, value: str) -> str | None:
    if name == "status" and value not in _STATUSES:
        return f'status "{value[:40]}" is not one of {", ".join(_STATUSES)}'
    if name == "current_phase" and value not in _PHASES:
        return f'current_phase "{value[:40]}" is not one of {", ".join(_PHASES)}'
    if name == "last_updated" and not _is_moment(value):
        return f'last_updated "{value[:40]}" is not a date or time in ISO 8601, such as 2025-03-01T09:00:00Z'
    return None


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _place(entry: Entry) -> Location:
    return entry.value.location


DETECTOR = Detector("status_json", "the project's status", is_status_file, _detect, looks_at=("status.json",))
