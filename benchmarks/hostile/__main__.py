"""`python -m benchmarks.hostile [WORD…]`: surveys of trees made to hurt: seconds, memory, and what was said of it.

Each case is a folder made for it and surveyed by a process of its own; words choose the cases that hold one of them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.hostile.trees import CASES

_MOST_SAID = 90


class Measured(NamedTuple):
    """One survey: `said` is what was left out or could not be read, in the program's own words."""

    code: int
    seconds: float
    processor: float
    megabytes: int
    said: tuple[str, ...]


def measured(root: Path, *words: str) -> Measured:
    """A survey of a folder by a process of its own."""
    with tempfile.TemporaryFile() as out:
        start = perf_counter()
        command = [sys.executable, "-m", "opsworthy", "survey", str(root), "--format", "json", *words]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        answer = out.read().decode("utf-8", "replace")
    return Measured(process.returncode, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, _said(answer))


def _said(answer: str) -> tuple[str, ...]:
    try:
        told = json.loads(answer)
    except ValueError:
        return ("NO ANSWER",)
    problems = [f"{each['locations'][0]['path']}:{each['locations'][0]['line']} {each['message']}" for each in told["problems"]]
    return (*(f"{each['path']} {each['reason']}" for each in told["left_out"]), *problems)


def run(name: str) -> None:
    """Makes one tree in a process of its own, since what a process holds counts for those that it starts; surveys it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "shop")
        root.mkdir()
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.hostile", "--make", name, str(root)], check=True, capture_output=True
        )
        found = measured(root, *made.stdout.decode().split())
        for path in [root, *root.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
    said = "; ".join(found.said) or "nothing left out"
    said = said if len(said) <= _MOST_SAID else f"{said[:_MOST_SAID]}… ({len(found.said)} in all)"
    figures = f"{found.seconds:6.2f} s {found.processor:6.2f} s {found.megabytes:5} MiB  exit {found.code}"
    print(f"{name:32} {figures}  {said}", flush=True)


def main() -> None:
    """Every case whose name holds one of the words given, or every case: seconds by the clock, seconds of processor, memory."""
    words = sys.argv[1:]
    if words[:1] == ["--make"]:
        root = Path(words[2])
        (root / "Procfile").write_text("web: gunicorn app:app\n", encoding="utf-8")
        print(*(CASES[words[1]](root) or ()))
        return
    for name in CASES:
        if not words or any(word in name for word in words):
            run(name)


if __name__ == "__main__":
    main()
