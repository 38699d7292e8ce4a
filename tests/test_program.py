"""Whole-program tests: each is a text archive in tests/program/ that a reviewer can read from top to bottom.

    what it shows, in a sentence
    $ opsworthy survey .            a command, run in a folder that holds the files below
    the output it prints            `…` stands for any text within a line, a line `...` for any lines
    [exit 4]                        its exit code, where it is not 0
    -- path/of/a/file --            the files, to the end; `-- path (latin-1) --` writes that encoding

The archive `name@git.txt` runs inside a git repository with everything committed.
"""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from opsworthy.cli.main import opsworthy

ARCHIVES = sorted((Path(__file__).parent / "program").glob("*.txt"))
_FILE = re.compile(r"^-- (?P<path>\S+)(?: \((?P<encoding>[\w-]+)\))? --\n", re.MULTILINE)


def _files(archive: str) -> tuple[str, list[tuple[str, str, str]]]:
    pieces = _FILE.split(archive)
    return pieces[0], list(zip(pieces[1::3], (each or "utf-8" for each in pieces[2::3]), pieces[3::3], strict=True))


def session(script: str) -> list[tuple[str, str]]:
    """Commands with the output expected of each."""
    return [
        (each.partition("\n")[0], each.partition("\n")[2].rstrip("\n"))
        for each in re.split(r"^\$ ", script, flags=re.MULTILINE)[1:]
    ]


def output_pattern(expected: str) -> re.Pattern[str]:
    lines = []
    for line in expected.split("\n"):
        lines.append(r"(?:.*\n)*?" if line == "..." else re.escape(line).replace("…", ".*?") + r"[ \t]*\n")
    return re.compile("".join(lines))


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_program(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, files = _files(path.read_text(encoding="utf-8"))
    root = tmp_path / "repository"
    root.mkdir()
    for name, encoding, text in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode(encoding))
    if path.stem.endswith("@git"):
        _commit(root)
    monkeypatch.chdir(root)
    for command, expected in session(script):
        assert command.startswith("opsworthy ")
        done = CliRunner().invoke(opsworthy, command.split()[1:], prog_name="opsworthy")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        said = done.output.rstrip("\n") + "\n" + (f"[exit {done.exit_code}]\n" if done.exit_code else "")
        assert output_pattern(expected).fullmatch(said), f"$ {command}\n{said}"


def _commit(root: Path) -> None:
    for words in (("init", "-q"), ("add", "-A"), ("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all")):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
