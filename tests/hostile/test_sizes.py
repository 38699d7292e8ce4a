"""Files of any size: what is large is left out by its size, and the memory stays small."""

import os
import sys
from pathlib import Path

import pytest
from runs import write

LEAST = 300 * 1024  # Kilobytes of resident memory, as the system counts them.


def _resident(*words: str | Path) -> tuple[int, int]:
    """The exit code, and the most memory that the run ever held, in kilobytes."""
    process = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-m", "opsworthy", *map(str, words)])
    _, status, used = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss


@pytest.mark.parametrize("command", ["survey", "prepare"])
def test_large_files_are_not_read(tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "shop", {"Procfile": "web: gunicorn app:app\n"})
    for name, size in (("notes.yaml", 50), ("data.json", 50), ("app.py", 200), ("docs/runbook.md", 50), ("README.md", 50)):
        (root / name).parent.mkdir(exist_ok=True)
        with (root / name).open("wb") as file:
            for _ in range(size):
                file.write(b"a" * 1024**2)
    code, memory = _resident(command, root)
    said = capfd.readouterr().out
    assert code in (0, 1, 4), said
    assert memory < LEAST
    if command == "survey":
        assert said.count("too large") == 5


def test_a_large_runbook_of_our_own_place_is_left_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "shop", {"Procfile": "web: gunicorn app:app\n"})
    (root / "runbook.md").write_bytes(b"# Runbook\n" + b"word " * 10 * 1024**2)
    code, memory = _resident("prepare", root)
    assert code in (1, 4), capfd.readouterr().out
    assert memory < LEAST
    assert (root / "runbook.md").stat().st_size == 10 + 50 * 1024**2
