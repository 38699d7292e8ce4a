"""The status gate: what status.json says, or why it cannot be trusted."""

from collections.abc import Iterator

from opsworthy.facts.said import Facts
from opsworthy.facts.status import StatusDeclared, StatusMalformed
from opsworthy.facts.status_files import is_status_file
from opsworthy.system.known import Known
from opsworthy.system.model import Status
from opsworthy.system.names import key
from opsworthy.text.location import Location

_RESTRICTIVE = ("blocked", "on-hold", "completed", "active")


def status_of(known: Known, facts: Facts, name: str) -> Status | None:
    """The most restrictive of all status files of this project, one that cannot be read before all others; the nearest to
    the root wins between equals."""
    found = [Status("", each.location, problem=each.message) for each in (*known.of(StatusMalformed), *_unread(facts))]
    found += [
        Status(each.status, each.location, each.phase, each.updated, each.blocked_reason) for each in known.of(StatusDeclared)
    ]
    return min((each for each in found if _concerns(each.location.path, name, found)), key=_rank, default=None)


def _unread(facts: Facts) -> Iterator[StatusMalformed]:
    """Status files that stand there and were not read at all: not text, too large, a link that leads out or nowhere."""
    for problem in facts.problems:
        if is_status_file(problem.location.path):
            yield StatusMalformed(f"status.json cannot be read: {problem.message}", problem.location)
    for left in facts.left_out:
        if is_status_file(left.path):
            yield StatusMalformed(f"status.json cannot be read: {left.reason}", Location(left.path, 1))


def _concerns(path: str, name: str, found: list[Status]) -> bool:
    """Of several projects under specs/projects/, only the one of this name concerns this system."""
    project = _project(path)
    projects = {other for each in found if (other := _project(each.location.path))}
    return project is None or key(project) == key(name) or (len(projects) == 1 and len(found) == 1)


def _project(path: str) -> str | None:
    parts = path.split("/")
    return parts[-2] if parts[-4:-2] == ["specs", "projects"] else None


def _rank(status: Status) -> tuple[int, int, str]:
    severity = -1 if status.problem else _RESTRICTIVE.index(status.status) if status.status in _RESTRICTIVE else len(_RESTRICTIVE)
    return severity, status.location.path.count("/"), status.location.path
