"""Runs the program as a person does: in this process where only its words count, in one of its own where signals do."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from opsworthy.cli.main import opsworthy

Done = tuple[int, str]


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def run(*words: str | Path) -> Done:
    """Exit code and everything that was printed. An error of ours is raised as it is."""
    done = CliRunner().invoke(opsworthy, [str(word) for word in words], prog_name="opsworthy")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def start(*words: str | Path, before: str = "") -> subprocess.Popen[str]:
    """The program in a process of its own; `before` is Python that runs there first, to stop it where a test wants."""
    script = f"import sys\n{before}\nfrom opsworthy.cli.main import main\nsys.argv = ['opsworthy', *sys.argv[1:]]\nmain()\n"
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OPSWORTHY_TRACE": "1"},
    )


def ended(process: subprocess.Popen[str], patience: float = 30) -> Done:
    out, err = process.communicate(timeout=patience)
    return process.returncode, out + err


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a folder, ours under `.opsworthy/` too."""
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file()}
