"""The history of a folder as git tells it: days of files and lines, what commits changed, and what is not trusted."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from opsworthy.repository.history import GitHistory, history_of

FIRST, SECOND = date(2026, 1, 5), date(2026, 3, 5)


def _git(root: Path, *words: str, day: date = FIRST) -> None:
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    named = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *named, *words], cwd=root, check=True, capture_output=True, env=os.environ | when)


def _history(root: Path) -> GitHistory:
    found = history_of(root, lambda path: (root / path).read_text("utf-8") if (root / path).is_file() else None)
    assert found is not None
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / "docs").mkdir(parents=True)
    (root / "docs/run book ü.md").write_text("# Runbook\n\nport 8080\n", "utf-8")
    (root / "api.yaml").write_text("port: 8080\nname: api\n", "utf-8")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        _git(root, *words)
    (root / "api.yaml").write_text("port: 9090\nname: api\n", "utf-8")
    (root / "docs/run book ü.md").write_text("# Runbook\n\nport 8080\n\nmore\n", "utf-8")
    _git(root, "commit", "-qam", "two", day=SECOND)
    return root


def test_knows_the_day_of_a_file(root: Path) -> None:
    history = _history(root)
    assert history.trouble == ""
    assert (history.last("api.yaml"), history.last("no.yaml")) == (SECOND, None)
    assert history.last("docs/run book ü.md") == SECOND


def test_knows_the_day_of_each_line_and_none_of_what_is_not_committed(root: Path) -> None:
    page = root / "docs/run book ü.md"
    page.write_text(page.read_text("utf-8").replace("more", "changed just now"), "utf-8")
    assert _history(root).lines("docs/run book ü.md")[:5] == (FIRST, FIRST, FIRST, SECOND, None)
    assert _history(root).lines("no.md") == ()


def test_tells_what_a_commit_took_out_and_put_in(root: Path) -> None:
    change, *more = _history(root).changes("api.yaml", FIRST)
    assert not more
    assert (change.day, change.line, change.removed, change.added) == (SECOND, 1, ("port: 8080",), ("port: 9090",))
    assert _history(root).changes("api.yaml", SECOND) == ()


def test_reads_paths_below_a_folder_of_the_repository(root: Path) -> None:
    assert _history(root / "docs").last("run book ü.md") == SECOND
    assert _history(root / "docs").last("api.yaml") is None


def test_does_not_trust_a_shallow_clone(root: Path, tmp_path: Path) -> None:
    _git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "clone")
    history = _history(tmp_path / "clone")
    assert "only the end" in history.trouble
    assert (history.last("api.yaml"), history.lines("api.yaml"), history.changes("api.yaml", FIRST)) == (None, (), ())


def test_is_not_there_outside_git(tmp_path: Path) -> None:
    assert history_of(tmp_path, lambda _path: None) is None


def test_runs_nothing_that_the_repository_configures(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    (root / ".gitattributes").write_text("* diff=evil filter=evil\n", "utf-8")
    for name in ("diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "diff.external", "core.fsmonitor",
                 "gpg.program"):  # fmt: skip
        _git(root, "config", name, f"touch {trap}; cat")
    _git(root, "config", "log.showSignature", "true")
    history = _history(root)
    assert history.last("api.yaml") == SECOND
    assert history.lines("api.yaml")[0] == SECOND
    assert history.changes("api.yaml", FIRST)
    assert not trap.exists()
