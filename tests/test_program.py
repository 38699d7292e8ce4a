"""Whole-program tests: each is a text archive in tests/program/ that a reviewer can read from top to bottom.

    what it shows, in a sentence
    $ opsworthy survey .            a command, run in a folder that holds the files below
    the output it prints            `…` stands for any text within a line, a line `...` for any lines
    [exit 4]                        its exit code, where it is not 0
    $ cat runbook.md                what a file says afterwards; `ls` names all files
    -- path/of/a/file --            the files, to the end; `-- path (latin-1) --` writes that encoding
    -- path (symlink to target) --  a link; `-- path (crlf) --` a file with such line ends, `(escapes)` one in which `\x00` and
                                    its like stand for bytes, `(repeat 50M)` one whose first line is repeated to that size

The archive `name@git.txt` runs inside a git repository with everything committed but the files `-- path (later) --`, which are
written after the commit. `-- path (on 2026-03-05) --` is committed on that day, after those before it; what has no day was committed
on 2026-01-01.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from opsworthy.cli.main import opsworthy

ARCHIVES = sorted((Path(__file__).parent / "program").glob("*.txt"))
_FILE = re.compile(r"^-- (?P<path>\S+)(?: \((?P<way>[^()\n]+)\))? --\n", re.MULTILINE)
_UNITS = {"K": 1024, "M": 1024**2}


def _files(archive: str) -> tuple[str, list[tuple[str, str, str]]]:
    pieces = _FILE.split(archive)
    return pieces[0], list(zip(pieces[1::3], (each or "utf-8" for each in pieces[2::3]), pieces[3::3], strict=True))


def _write(target: Path, way: str, text: str) -> None:
    word, _, rest = way.partition(" ")
    target.parent.mkdir(parents=True, exist_ok=True)
    if word == "symlink":
        target.symlink_to(rest.removeprefix("to "))
    elif word == "repeat":
        line = text.partition("\n")[0].encode()
        target.write_bytes(line * (int(rest[:-1]) * _UNITS[rest[-1]] // len(line)))
    elif word == "escapes":
        target.write_bytes(text.encode("ascii").decode("unicode_escape").encode("latin-1"))
    else:
        target.write_bytes(text.replace("\n", "\r\n").encode() if word == "crlf" else text.encode(word))


def _shown(root: Path, command: str) -> str:
    """What `cat` and `ls` say, with line ends made visible where they are not plain."""
    word, _, name = command.partition(" ")
    if word == "ls":
        files = (each for each in sorted(root.rglob("*")) if not each.is_dir() or each.is_symlink())
        return "".join(f"{each.relative_to(root)}\n" for each in files)
    assert word == "cat"
    return (root / name).read_bytes().decode("utf-8", "backslashreplace").replace("\r\n", "\\r\\n\n")


def session(script: str) -> list[tuple[str, str]]:
    """Commands with the output expected of each."""
    return [
        (each.partition("\n")[0], each.partition("\n")[2].rstrip("\n"))
        for each in re.split(r"^\$ ", script, flags=re.MULTILINE)[1:]
    ]


def output_pattern(expected: str) -> re.Pattern[str]:
    lines = expected.split("\n")
    return re.compile(
        "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line).replace("…", ".*?") + r"[ \t]*\n" for line in lines)
    )


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_program(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, files = _files(path.read_text(encoding="utf-8"))
    root = tmp_path / "repository"
    root.mkdir()
    for name, way, text in files:
        if way != "later" and not way.startswith("on "):
            _write(root / name, way, text)
    if path.stem.endswith("@git"):
        _commit(root, "2026-01-01", "init", "-q")
    for name, way, text in sorted((each for each in files if each[1].startswith("on ")), key=lambda each: each[1]):
        _write(root / name, "utf-8", text)
        _commit(root, way.removeprefix("on "))
    for name, way, text in files:
        if way == "later":
            _write(root / name, "utf-8", text)
    monkeypatch.chdir(root)
    for command, expected in session(script):
        if not command.startswith("opsworthy "):
            said = _shown(root, command)
            assert output_pattern(expected).fullmatch(said), f"$ {command}\n{said}"
            continue
        done = CliRunner().invoke(opsworthy, shlex.split(command)[1:], prog_name="opsworthy")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        said = done.output.rstrip("\n") + "\n" + (f"[exit {done.exit_code}]\n" if done.exit_code else "")
        assert output_pattern(expected).fullmatch(said), f"$ {command}\n{said}"


def _commit(root: Path, day: str, *first: str) -> None:
    """Commits everything as of a day, at noon UTC."""
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    commit = ("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all")
    for words in (*((first,) if first else ()), ("add", "-A"), commit):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=os.environ | dates)
