"""`python -m benchmarks.documents_speed [FOLDER] [--count N]`: 1,000 documents held to the bar, beside two linters.

The documents are the Markdown files of a folder of yours, over and over under other names until there are enough, or, without
one, the documents of this repository. They are written into a new repository of their own, and each is changed in one line, so
that no two are the same. `opsworthy check` runs cold (nothing kept) and warm (kept from the run before); markdownlint-cli2 and
Vale run on the same files in the same turns. Both are installed, pinned, into a folder that is removed at the end (`--tools`
keeps it); Vale needs go, markdownlint-cli2 needs npm, and what cannot be installed is left out with a word. The linters do other
work than we: what is compared is the time until each has said what it can say about the documents.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.survey_speed import Measured, run

MARKDOWNLINT = "markdownlint-cli2@0.23.0"
VALE_NAME = "vale@v3.15.2"
VALE = f"github.com/errata-ai/vale/v3/cmd/{VALE_NAME}"
HERE = Path(__file__).resolve().parent.parent


def documents(folder: Path) -> list[Path]:
    """The Markdown files of a folder that hold more than a line, by name."""
    found = sorted(path for path in folder.rglob("*.md") if ".venv" not in path.parts and ".git" not in path.parts)
    return [path for path in found if path.is_file() and path.stat().st_size > 200]


def made(sources: list[Path], count: int, root: Path) -> int:
    """Writes the documents as runbooks of a repository; the number of their bytes."""
    written = 0
    (root / "docs/runbooks").mkdir(parents=True)
    for number, source in enumerate(islice(cycle(sources), count)):
        text = source.read_text("utf-8", errors="replace") + f"\nThis is the document number {number}.\n"
        (root / f"docs/runbooks/{source.stem.lower()}-{number}.md").write_text(text, "utf-8")
        written += len(text.encode())
    return written


def linters(folder: Path, root: Path) -> dict[str, list[str]]:
    """The commands of the linters that can be installed here."""
    found = {}
    npm, go = shutil.which("npm"), shutil.which("go")
    program = folder / "node/node_modules/.bin/markdownlint-cli2"
    if npm and not program.exists():
        words = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder / "node"), MARKDOWNLINT]
        subprocess.run([npm, *words], check=False)
    if program.exists():
        found[MARKDOWNLINT] = [str(program), "**/*.md"]
    vale = folder / "bin/vale"
    if go and not vale.exists():
        environment = {**os.environ, "GOBIN": str(folder / "bin"), "GOFLAGS": "-mod=mod"}
        subprocess.run([go, "install", VALE], check=False, env=environment, capture_output=True)
    if vale.exists():
        configuration = folder / "vale.ini"
        configuration.write_text("MinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Vale\n", "utf-8")
        found[VALE_NAME] = [str(vale), f"--config={configuration}", "--no-exit", str(root)]
    for name in {MARKDOWNLINT, VALE_NAME} - set(found):
        print(f"{name} cannot be installed here and is left out")
    return found


def beside(root: Path, commands: dict[str, list[str]], turns: int) -> dict[str, list[Measured]]:
    """Every program once a turn, ours cold and then warm."""
    found: dict[str, list[Measured]] = {}
    ours = [sys.executable, "-m", "opsworthy", "check", str(root), "--format", "json"]
    with tempfile.TemporaryDirectory() as kept:
        for number in range(turns):
            environment = {"OPSWORTHY_CACHE_DIR": str(Path(kept) / str(number))}
            for name in ("opsworthy, cold", "opsworthy, warm"):
                found.setdefault(name, []).append(run(ours, environment))
            for name, command in commands.items():
                found.setdefault(name, []).append(run(command, None, root))
    return found


def main() -> None:
    """Prints one table of medians, and how many times our cold wall time each takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--tools", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        size = made(documents(asked.folder.resolve()), asked.count, root)
        programs = asked.tools or Path(folder) / "tools"
        programs.mkdir(parents=True, exist_ok=True)
        found = beside(root, linters(programs.resolve(), root), asked.turns)
    cold = median(each.wall for each in found["opsworthy, cold"])
    machine = f"{os.cpu_count()} cores at load {os.getloadavg()[0]:.1f}"
    print(f"{asked.count} documents, {size / 1e6:.1f} MB, {asked.turns} turns, {machine}")
    print("| program | wall, s | processor, s | resident, MB | exit code | wall against our cold run |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, runs in found.items():
        wall, processor = median(each.wall for each in runs), median(each.processor for each in runs)
        resident = max(each.resident for each in runs)
        print(f"| {name} | {wall:.2f} | {processor:.2f} | {resident:.0f} | {runs[0].code} | {wall / cold:.2f} |")


if __name__ == "__main__":
    main()
