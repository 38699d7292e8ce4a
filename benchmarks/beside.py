"""`python -m benchmarks.beside [FOLDER …]`: a survey beside two tools that people use to read the same repositories.

checkov reads infrastructure files, @specfy/stack-analyser says which technologies a repository uses. Both are installed, pinned,
into a folder of their own that is removed at the end (`--tools FOLDER` keeps it for the next time). All run on the same files in
one go, in turns; without folders, on a made repository of 10,000 files. The three do different work: what is compared is the time
until each has said what it can say about a repository.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.made import make
from benchmarks.survey_speed import Measured, run

CHECKOV = "checkov==3.3.30"
STACK_ANALYSER = "@specfy/stack-analyser@1.27.3"


@dataclass(frozen=True)
class Tool:
    """One way to read a repository; `environment` is for it alone."""

    name: str
    command: list[str]
    environment: dict[str, str]


def install(folder: Path) -> tuple[Path, Path]:
    """The two programs, installed where they are not yet. Raises CalledProcessError where a registry cannot be reached."""
    checkov, analyser = folder / "checkov/bin/checkov", folder / "node/node_modules/.bin/stack-analyser"
    if not checkov.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "checkov")], check=True)
        subprocess.run([str(folder / "checkov/bin/pip"), "install", "--quiet", CHECKOV], check=True)
    if not analyser.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed to install the stack analyser")
        words = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder / "node"), STACK_ANALYSER]
        subprocess.run([npm, *words], check=True)
    return checkov, analyser


def tools(root: Path, programs: tuple[Path, Path], kept: Path) -> Iterator[Tool]:
    """The tools in the order of the table; the warm survey follows the cold one."""
    survey = [sys.executable, "-m", "opsworthy", "survey", str(root), "--format", "json"]
    yield Tool("opsworthy, cold", survey, {"OPSWORTHY_CACHE_DIR": str(kept)})
    yield Tool("opsworthy, warm", survey, {"OPSWORTHY_CACHE_DIR": str(kept)})
    quiet = ["--quiet", "--compact", "--output", "json", "--skip-download"]
    yield Tool(CHECKOV, [str(programs[0]), "--directory", str(root), *quiet], {"CKV_IGNORE_HIDDEN_DIRECTORIES": "false"})
    yield Tool(STACK_ANALYSER, [str(programs[1]), str(root), "--output", str(kept / "stack.json")], {})


def beside(root: Path, programs: tuple[Path, Path], turns: int) -> None:
    """Prints one table: the medians of the runs, and how many times the cold survey's wall and processor time each takes.
    On a machine with other work the second says more."""
    found: dict[str, list[Measured]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(turns):
            kept = Path(folder) / str(number)
            kept.mkdir(mode=0o700)
            for tool in tools(root, programs, kept):
                found.setdefault(tool.name, []).append(run(tool.command, tool.environment, kept))
    files = sum(len(names) for _, _, names in os.walk(root))
    cold = next(iter(found.values()))
    first, work = median(each.wall for each in cold), median(each.processor for each in cold)
    load = os.getloadavg()[0]
    print(f"\n{root.name}: {files} files, {turns} turns, {load:.1f} processes at work on {os.cpu_count()} cores")
    print(f"| {'tool':34} | wall, s | processor, s | resident, MB | wall ratio | processor ratio |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, runs in found.items():
        wall, processor = median(each.wall for each in runs), median(each.processor for each in runs)
        resident = max(each.resident for each in runs)
        print(f"| {name:34} | {wall:.2f} | {processor:.2f} | {resident:.0f} | {wall / first:.2f} | {processor / work:.2f} |")


def main() -> None:
    """Installs, measures and prints."""
    parser = argparse.ArgumentParser(description="A survey beside two other readers of repositories.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--tools", type=Path, help="where the other tools are installed, and kept")
    parser.add_argument("--turns", type=int, default=3, help="how often each runs; the median counts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = install((asked.tools or Path(folder) / "tools").resolve())
        if not asked.folders:
            asked.folders = [Path(folder) / "made"]
            make(asked.folders[0])
            subprocess.run(["sleep", "2.5"], check=True)
        for root in asked.folders:
            beside(root.resolve(), programs, asked.turns)


if __name__ == "__main__":
    main()
