"""`python -m benchmarks.many_files [COUNT]`: a survey of 100,000 small files, with git and without: time and memory."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

COUNT = 100_000
KINDS = {
    "py": "import os\nA{0} = os.environ.get('A')\n",
    "yaml": "a: {0}\n",
    "md": "# {0}\n",
    "txt": "{0}\n",
    "go": "package p{0}\n",
}


def made(root: Path, count: int) -> None:
    """`count` files, a hundred to a folder, and a Procfile."""
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    for number in range(count):
        folder = root / f"f{number // 10_000}/g{number // 100 % 100}"
        if number % 100 == 0:
            folder.mkdir(parents=True)
        kind = list(KINDS)[number % len(KINDS)]
        (folder / f"n{number}.{kind}").write_text(KINDS[kind].format(number))


def measured(root: Path) -> tuple[int, float, int]:
    """Exit code, seconds, and the most memory that was resident, in MB."""
    start = perf_counter()
    process = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-m", "opsworthy", "survey", str(root)])
    _, status, used = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), perf_counter() - start, used.ru_maxrss // 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made(root, count)
        found = {"without git": measured(root)}
        subprocess.run(["git", "init", "-q", folder], check=True)
        subprocess.run(["git", "-C", folder, "add", "-A"], check=True, capture_output=True)
        found["with git"] = measured(root)
    for name, (code, seconds, memory) in found.items():
        print(f"{count} files {name}: exit {code}, {seconds:.1f} s, {memory} MB resident")


if __name__ == "__main__":
    main()
