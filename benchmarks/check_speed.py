"""`python -m benchmarks.check_speed [DOCUMENT …] [--runs N]`: the whole process of a check of one document.

Each run is a new process, `opsworthy check DOCUMENT`. "Without keeping" is `--no-cache`: the repository is surveyed and the
document judged, and nothing is found or kept. "First run ever" begins with an empty folder of what is kept, and fills it. "New
repository" finds there what was worked out of the program's own texts (its patterns and tables), as does any run but the first
on a machine, and nothing of the repository. "Document changed" finds kept what was read of the other files; the document gets
another last line right before each run. "All kept" finds everything. Without a name it is, in copies that are removed at the
end, the runbooks of both examples and, by one of them, a page of 6 kB cut from it. A named document is checked where it stands
and not changed.

Told are the median and the least of wall and processor time, with the load of the machine: what others run at the same time costs
wall time, and, where two threads share a core, processor time as well.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import sleep

from benchmarks.survey_speed import Measured, run
from opsworthy.app.kept.store import OWN, path_of

HERE = Path(__file__).resolve().parent.parent
RUNS = 15
SECTIONS, LETTERS = 8, 6000
"""What the short page has at most of the runbook that it is cut from."""
SETTLING = 4.0
"""Seconds until a file that was written counts as standing still, so that what was read of it is kept."""


def checks(document: Path, kept: Path, runs: int, change: Callable[[int], None] | None) -> dict[str, list[Measured]]:
    """The ways with less than everything in turns and then the last, after one run of each that does not count."""
    command = [sys.executable, "-m", "opsworthy", "check", document.name]
    environment = {"OPSWORTHY_CACHE_DIR": str(kept)}
    found: dict[str, list[Measured]] = {}
    for number in range(runs + 1):
        turn = {"without keeping": run([*command, "--no-cache"], environment, document.parent)}
        shutil.rmtree(kept, ignore_errors=True)
        turn["first run ever"] = run(command, environment, document.parent)
        forget_repositories(kept)
        turn["new repository"] = run(command, environment, document.parent)
        if change is not None:
            change(number)
            turn["document changed"] = run(command, environment, document.parent)
        for name, measured in turn.items() if number else ():
            found.setdefault(name, []).append(measured)
    sleep(SETTLING)
    run(command, environment, document.parent)
    found["all kept"] = [run(command, environment, document.parent) for _ in range(runs)]
    return found


def forget_repositories(kept: Path) -> None:
    """Leaves of what is kept only what is the program's own."""
    own = path_of(kept, OWN)
    for each in kept.iterdir():
        if each != own:
            each.unlink()


def tell(title: str, found: dict[str, list[Measured]]) -> None:
    """Prints one line for each way."""
    print(f"\n{title}")
    for name, measured in found.items():
        wall, processor = ([getattr(each, kind) * 1000 for each in measured] for kind in ("wall", "processor"))
        codes = ", ".join(str(code) for code in sorted({each.code for each in measured}))
        print(
            f"  {name:17} wall {median(wall):5.0f} ms (least {min(wall):.0f}), processor {median(processor):5.0f} ms "
            f"(least {min(processor):.0f}), exit {codes}"
        )


def example(name: str, folder: Path) -> Path:
    """An example as a repository of its own; its runbook."""
    root = folder / name
    shutil.copytree(HERE / "examples" / name, root)
    for words in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return root / "runbook.md"


def page_of(runbook: Path) -> Path:
    """The first sections of a runbook as a document beside it."""
    sections = runbook.read_text("utf-8").split("\n## ")
    page = runbook.with_name("runbook-short.md")
    page.write_text("\n## ".join(sections[:SECTIONS])[:LETTERS].rpartition("\n")[0] + "\n", "utf-8")
    return page


def made(document: Path, kept: Path, runs: int) -> None:
    """Measures a document of ours, which may be changed."""
    text = document.read_text("utf-8")

    def change(number: int) -> None:
        document.write_text(f"{text}\nThis is the change number {number}.\n", "utf-8")

    tell(f"{document.parent.name}/{document.name}, {len(text.encode()):,} bytes", checks(document, kept, runs, change))


def main() -> None:
    """Measures and prints."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("document", nargs="*", type=Path)
    words.add_argument("--runs", type=int, default=RUNS)
    asked = words.parse_args()
    print(f"{asked.runs} runs each; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", end="")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        for each in asked.document:
            document = each.resolve()
            tell(f"{each}, {document.stat().st_size:,} bytes", checks(document, kept, asked.runs, None))
        if not asked.document:
            weather = example("weather-api", Path(folder))
            for document in (page_of(weather), weather, example("shop", Path(folder))):
                made(document, kept, asked.runs)
    print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
