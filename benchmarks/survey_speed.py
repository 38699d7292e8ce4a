"""`python -m benchmarks.survey_speed [FOLDER …]`: a survey of a made repository with 10,000 files, or of folders of yours.

Whole processes of the command line are measured, cold (nothing kept yet) and warm (what the run before kept): wall time,
processor time and the most memory that was resident. The targets are for two idle cores: cold under 3 s, warm under 0.5 s,
below 300 MB.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.made import make

RUNS = 3
_SETTLING = 2.5
"""Seconds for which a file is too fresh to be trusted unread."""


@dataclass(frozen=True)
class Measured:
    """One whole process: wall seconds, processor seconds, resident megabytes at most, and how it ended."""

    wall: float
    processor: float
    resident: float
    code: int


def run(command: list[str], environment: dict[str, str] | None = None, folder: Path | None = None) -> Measured:
    """Starts a process and waits for it, with all that it starts itself; what it prints is dropped."""
    start = perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)


def survey(root: Path, kept: Path) -> tuple[list[Measured], list[Measured]]:
    """Cold and warm runs in turns; each cold one starts with nothing kept."""
    command = [sys.executable, "-m", "opsworthy", "survey", str(root), "--format", "json"]
    cold, warm = [], []
    for number in range(RUNS):
        environment = {"OPSWORTHY_CACHE_DIR": str(kept / str(number))}
        cold.append(run(command, environment))
        warm.append(run(command, environment))
    return cold, warm


def line(name: str, runs: list[Measured]) -> str:
    """The median of the runs, and the best."""
    walls = [each.wall for each in runs]
    return (
        f"  {name}: {median(walls):.2f} s (best {min(walls):.2f}), processor {median(each.processor for each in runs):.2f} s, "
        f"resident {max(each.resident for each in runs):.0f} MB, exit code {runs[0].code}"
    )


def measure(root: Path) -> None:
    """Prints how one folder is surveyed, cold and warm."""
    files = sum(len(names) for _, _, names in os.walk(root))
    with tempfile.TemporaryDirectory() as kept:
        cold, warm = survey(root, Path(kept))
    print(f"{root.name}: {files} files, {os.getloadavg()[0]:.1f} processes at work on {os.cpu_count()} cores")
    print(line("cold", cold))
    print(line("warm", warm))


def main() -> None:
    """Measures the folders that are named, or a made one without and with git."""
    if len(sys.argv) > 1:
        for folder in sys.argv[1:]:
            measure(Path(folder).resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "made"
        make(root)
        subprocess.run(["sleep", str(_SETTLING)], check=True)
        measure(root)
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        subprocess.run(["git", "-C", str(root), "add", "-A"], check=True, capture_output=True)
        print("in git:")
        measure(root)


if __name__ == "__main__":
    main()
