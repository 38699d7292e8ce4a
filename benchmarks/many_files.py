"""`python -m benchmarks.many_files [COUNT …]`: how the time of a survey grows with files that say nothing about running.

The same 2,000 files that matter stand beside 0, 10,000, 30,000 and 100,000 pictures, pages, styles and texts, in git. Time
that is in proportion to the files that matter stays close to the first line's; what is left is listing the others once.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.made import make
from benchmarks.survey_speed import line, survey

COUNTS = (0, 10_000, 30_000, 100_000)
MATTERING = 2_000
KINDS = ("png", "css", "txt", "svg", "html")


def add(root: Path, first: int, last: int) -> None:
    """Files that no detector wants, a hundred to a folder."""
    for number in range(first, last):
        folder = root / f"assets/f{number // 10_000}/g{number // 100 % 100}"
        if number % 100 == 0:
            folder.mkdir(parents=True)
        (folder / f"n{number}.{KINDS[number % len(KINDS)]}").write_text("nothing\n")


def main() -> None:
    """Prints a cold and a warm survey for each count."""
    counts = [int(each) for each in sys.argv[1:]] or list(COUNTS)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "many"
        make(root, MATTERING)
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        there = 0
        for count in sorted(counts):
            add(root, there, count)
            there = count
            subprocess.run(["git", "-C", str(root), "add", "-A"], check=True, capture_output=True)
            subprocess.run(["sleep", "2.5"], check=True)
            with tempfile.TemporaryDirectory() as kept:
                cold, warm = survey(root, Path(kept))
            print(f"{MATTERING} files and {count} others")
            print(line("cold", cold))
            print(line("warm", warm))


if __name__ == "__main__":
    main()
