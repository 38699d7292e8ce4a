"""Runs that are interrupted, killed, raced or refused by the disk: nothing is lost, and the next run mends it."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from runs import ended, run, start, texts, write

from opsworthy.app import atomic

FILES = {"Procfile": "web: gunicorn app:app\n", "app.json": '{"addons": ["heroku-postgresql:mini"]}\n'}
WAIT = "import time\nfrom opsworthy.app import {0}\n{0}.{1} = lambda *a, **k: (print('here', flush=True), time.sleep(60))\n"
DIE = """
import os, signal
from opsworthy.app import atomic
replace, done = atomic.replace, []
def dying(target, text):
    if len(done) == {0}:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(target, text)
    done.append(target)
atomic.replace = dying
"""
HALF = """
import os, signal
os.fsync = lambda _descriptor: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", FILES)


def wanted(tmp_path: Path) -> dict[str, bytes]:
    """What an undisturbed run writes."""
    whole = write(tmp_path / "whole" / "shop", FILES)
    run("prepare", whole)
    return texts(whole)


@pytest.mark.parametrize("place", [("atomic", "replace"), ("write", "survey")])
def test_ctrl_c_leaves_with_130(root: Path, place: tuple[str, str]) -> None:
    process = start("prepare", root, before=WAIT.format(*place))
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGINT)
    assert ended(process) == (130, "opsworthy: interrupted; nothing was half-written\n")
    assert texts(root).keys() == FILES.keys()
    assert not (root / ".opsworthy").exists()


def test_ctrl_c_at_a_question(root: Path) -> None:
    process = start("answer", root)
    assert process.stdout is not None
    while "> " not in process.stdout.read(1) + process.stdout.read(1):
        pass
    process.send_signal(signal.SIGINT)
    code, said = ended(process)
    assert (code, said.splitlines()[-1]) == (130, "opsworthy: interrupted; nothing was half-written")


@pytest.mark.parametrize("files", [0, 1, 2])
def test_killed_between_two_files(root: Path, tmp_path: Path, files: int) -> None:
    process = start("prepare", root, before=DIE.format(files))
    assert ended(process)[0] == -signal.SIGKILL
    assert len(texts(root)) == len(FILES) + files + 1
    assert (root / ".opsworthy/lock").exists()
    assert run("prepare", root)[0] == 1
    assert texts(root) == wanted(tmp_path)


def test_killed_within_a_file(root: Path, tmp_path: Path) -> None:
    process = start("prepare", root, before=HALF)
    assert ended(process)[0] == -signal.SIGKILL
    assert any(path.startswith(".opsworthy.toml.opsworthy-") for path in texts(root))
    assert run("prepare", root)[0] == 1
    assert texts(root) == wanted(tmp_path)


def test_two_runs_at_once(root: Path, tmp_path: Path) -> None:
    first = start("prepare", root, before=WAIT.format("atomic", "replace"))
    assert first.stdout is not None
    assert first.stdout.readline() == "here\n"
    second = start("prepare", root)
    assert ended(second) == (2, f"opsworthy: another run (process {first.pid}) is writing here. Wait for it, then run again.\n")
    assert run("survey", root)[0] == 0
    first.kill()
    first.communicate()
    assert run("prepare", root)[0] == 1
    assert texts(root) == wanted(tmp_path)


def test_many_runs_at_once_leave_one_whole_result(root: Path, tmp_path: Path) -> None:
    runs = [start("prepare", root) for _ in range(4)]
    codes = sorted(ended(each)[0] for each in runs)
    assert set(codes) <= {1, 2}
    assert 1 in codes
    assert texts(root) == wanted(tmp_path)


def test_a_full_disk_is_said_and_nothing_is_half_written(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated where the system would say it: when a file's content is forced to the disk."""
    left = [2]

    def fsync(_descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fsync)
        code, said = run("prepare", root)
    assert code == 2
    assert "the disk is full; free some space and run again. The old file is untouched." in said
    assert len(texts(root)) == len(FILES) + 2
    assert run("prepare", root)[0] == 1
    assert texts(root) == wanted(tmp_path)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EROFS, "the file system is read-only"), (errno.EACCES, "permission denied")]
)
def test_a_folder_that_refuses_files(root: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    """Simulated at the door, because whoever runs the tests may be allowed everything."""

    def refuse(*_words: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "mkdir", refuse)
        code, said = run("prepare", root)
    assert (code, words in said, "Nothing was written" in said) == (2, True, True)
    with monkeypatch.context() as refusing:
        refusing.setattr(tempfile, "mkstemp", refuse)
        code, said = run("prepare", root)
    assert (code, words in said) == (2, True)
    assert texts(root) == {path: text.encode() for path, text in FILES.items()}
    assert run("survey", root)[0] == 0


def test_a_folder_that_is_mounted_read_only(root: Path) -> None:
    mount = (
        f'mount --bind "{root}" "{root}" && mount -o remount,ro,bind "{root}" && "{sys.executable}" -m opsworthy prepare "{root}"'
    )
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "--map-root-user", "--mount", "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("this machine allows no mount of one's own")  # fmt: skip
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "the file system is read-only" in done.stderr) == (2, True), done.stderr
    assert texts(root).keys() == FILES.keys()


def test_a_document_changed_by_somebody_else_meanwhile_is_untouched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = atomic.replace

    def meddling(target: Path, text: str) -> None:
        replace(target, text)
        (root / "runbook.md").write_text("mine\n")

    monkeypatch.setattr(atomic, "replace", meddling)
    code, said = run("prepare", root)
    assert code == 2
    assert "runbook.md was changed by somebody else meanwhile; it is untouched. Run again." in said
    assert (root / "runbook.md").read_text() == "mine\n"
