"""Files are replaced whole or not at all, and one run at a time writes."""

import errno
import os
from pathlib import Path

import pytest

from opsworthy.app import atomic
from opsworthy.app.errors import UserError


def test_keeps_the_old_file_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "runbook.md"
    target.write_text("what a person wrote")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="the disk is full"):
        atomic.replace(target, "new")
    assert target.read_text() == "what a person wrote"
    assert [path.name for path in tmp_path.iterdir()] == ["runbook.md"]


def test_keeps_mode_and_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "runbook.md"
    target.write_text("old")
    target.chmod(0o640)
    atomic.replace(target, "one\r\ntwo\r\n")
    assert target.read_bytes() == b"one\r\ntwo\r\n"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_second_run_waits_for_nobody_but_says_so(tmp_path: Path) -> None:
    with atomic.writing(tmp_path):
        with pytest.raises(UserError, match=f"another run \\(process {os.getpid()}\\) is writing here"), atomic.writing(tmp_path):
            pass
        assert (tmp_path / ".opsworthy" / "lock").exists()
    assert not (tmp_path / ".opsworthy").exists()


def test_the_lock_of_a_killed_run_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".opsworthy").mkdir()
    (tmp_path / ".opsworthy" / "lock").write_text("999999999")
    with atomic.writing(tmp_path):
        assert (tmp_path / ".opsworthy" / "lock").read_text() == str(os.getpid())


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".opsworthy").write_text("a file where a folder is needed")
    with pytest.raises(UserError, match="Nothing was written"), atomic.writing(tmp_path):
        pass
