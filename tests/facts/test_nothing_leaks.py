"""The secrets of the detectors' cases all contain one of two marks; no fact, problem or message may contain them."""

from pathlib import Path

import pytest

from opsworthy.facts.detect import detect
from opsworthy.repository.memory import MemoryTree

CASES = Path(__file__).parents[1] / "detectors"
MARKS = ("91ff", "44d0a9")


def _texts(case: Path) -> dict[str, str]:
    repo = case / "repo"
    files = (path for path in sorted(repo.rglob("*")) if path.is_file())
    return {path.relative_to(repo).as_posix(): path.read_bytes().decode("utf-8") for path in files}


def _marked() -> list[Path]:
    cases = (path for path in sorted(CASES.glob("*/*/")) if path.is_dir())
    return [case for case in cases if any(mark in text for text in _texts(case).values() for mark in MARKS)]


@pytest.mark.parametrize("case", _marked(), ids=lambda case: case.relative_to(CASES).as_posix())
def test_a_secret_of_a_case_is_nowhere_in_what_is_told(case: Path) -> None:
    told = repr(detect(MemoryTree(_texts(case), case.name)))
    assert [mark for mark in MARKS if mark in told] == []


def test_there_are_such_cases() -> None:
    assert {case.parent.name for case in _marked()} >= {"compose", "dockerfile", "dotenv", "github_actions", "heroku"}
