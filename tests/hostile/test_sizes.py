"""Files of any size: what is large is left out by its size, and the memory stays small."""

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from runs import write

LEAST = 300 * 1024  # Kilobytes of resident memory, as the system counts them.


RUNNER = """
import atexit, sys
from pathlib import Path
from opsworthy.cli.main import main
target, status = Path(sys.argv.pop(1)), Path("/proc/self/status")
atexit.register(lambda: target.write_text(status.read_text() if status.exists() else ""))
main()
"""


def _resident(*words: str | Path) -> tuple[int, int]:
    """The exit code, and the most memory that the run ever held, in kilobytes: as the process itself is told, since what a
    parent is told of a child begins with the parent's own size."""
    with TemporaryDirectory() as folder:
        told = Path(folder) / "status"
        arguments = [sys.executable, "-c", RUNNER, str(told), *map(str, words)]
        process = os.spawnv(os.P_NOWAIT, sys.executable, arguments)
        _, status, used = os.wait4(process, 0)
        found = re.search(r"VmHWM:\s+(\d+) kB", told.read_text()) if told.exists() else None
    return os.waitstatus_to_exitcode(status), int(found[1]) if found else used.ru_maxrss


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
