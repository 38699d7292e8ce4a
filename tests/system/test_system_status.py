"""The gate: the most restrictive status wins, and one that cannot be read shuts it."""

from handmade import at, system

from opsworthy.facts.status import StatusDeclared, StatusMalformed
from opsworthy.system.model import Status


def _status(*told: tuple[str, str]) -> Status | None:
    facts = (
        StatusMalformed("not JSON", at(path)) if status == "?" else StatusDeclared(status, at(path)) for path, status in told
    )
    return system(*facts, name="weather").status


def test_without_a_file_there_is_no_status() -> None:
    assert _status() is None


def test_the_most_restrictive_wins() -> None:
    found = _status(("status.json", "active"), ("docs/status.json", "blocked"))
    assert found is not None
    assert (found.status, found.location.path) == ("blocked", "docs/status.json")


def test_one_that_cannot_be_read_comes_before_all() -> None:
    found = _status(("status.json", "blocked"), ("docs/status.json", "?"))
    assert found is not None
    assert found.problem == "not JSON"


def test_between_equals_the_root_speaks() -> None:
    found = _status(("docs/status.json", "on-hold"), ("status.json", "on-hold"))
    assert found is not None
    assert found.location.path == "status.json"


def test_another_project_does_not_block_this_one() -> None:
    found = _status(("status.json", "active"), ("specs/projects/rocket/status.json", "blocked"))
    assert found is not None
    assert found.status == "active"
    mine = _status(("status.json", "active"), ("specs/projects/weather/status.json", "blocked"))
    assert mine is not None
    assert mine.status == "blocked"
