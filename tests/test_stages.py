"""Every stage has its cases in tests/stages/<stage>/: scripts named passes-*.sh and fails-*.sh."""

from pathlib import Path

import pytest

from opsworthy.rehearsal.rehearse import all_stages

FOLDER = Path(__file__).parent / "stages"
CASES = sorted(FOLDER.glob("*/*.sh"))
STAGES = {stage.name: stage for stage in all_stages()}


def test_every_stage_has_cases_and_every_case_a_stage() -> None:
    assert {path.parent.name for path in CASES} == STAGES.keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_stage(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    attempt = STAGES[path.parent.name].try_script(path.read_text(encoding="utf-8"))
    assert attempt.outcome == {"passes": "passed", "fails": "failed"}[path.stem.partition("-")[0]], attempt.message
    assert not list(tmp_path.iterdir()), "a stage leaves nothing behind"
