"""The one door to git: what it answers, what it refuses, and that nothing of a repository runs behind it."""

from pathlib import Path

import pytest
from repositories import Git, write

from opsworthy.repository import git as door
from opsworthy.repository.git import GitFailed


def test_head_is_known_after_the_first_commit(git: Git, repo: Path, tmp_path: Path) -> None:
    assert door.head_commit(tmp_path) is None
    assert door.head_commit(repo) is None
    git("commit", "--allow-empty", "-m", "first")
    assert door.head_commit(repo) == git("rev-parse", "HEAD")


def test_without_git_nothing_is_known_and_asking_says_so(git: Git, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("commit", "--allow-empty", "-m", "first")
    monkeypatch.setenv("PATH", "/nonexistent")
    assert door.head_commit(repo) is None
    assert door.listed(repo) is None
    with pytest.raises(GitFailed, match="git is not installed"):
        door.changed_since(repo, "main")


def test_changes_are_counted_from_where_the_branch_left(git: Git, repo: Path) -> None:
    write(repo, {"a.txt": "1", "b.txt": "1", "sub/c.txt": "1", ".gitignore": "*.log\n"})
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "work")
    write(repo, {"a.txt": "2"})
    git("commit", "-am", "second")
    git("checkout", "main")
    write(repo, {"b.txt": "changed on main"})
    git("commit", "-am", "third")
    git("checkout", "work")
    write(repo, {"sub/c.txt": "uncommitted", "sub/new.txt": "new", "x.log": "ignored"})
    assert door.changed_since(repo, "main") == {"a.txt", "sub/c.txt", "sub/new.txt"}
    assert door.changed_since(repo / "sub", "main") == {"c.txt", "new.txt"}


@pytest.mark.parametrize("revision", ["", "--output=/tmp/x", "-h", "no-such-branch", "a\nb", "main:a.txt", "\0"])
def test_what_is_no_revision_is_refused(git: Git, repo: Path, revision: str) -> None:
    write(repo, {"a.txt": "1"})
    git("add", ".")
    git("commit", "-m", "first")
    with pytest.raises(GitFailed, match="revision"):
        door.resolve(repo, revision)


def test_nothing_of_the_repository_runs(git: Git, repo: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    write(repo, {"a.txt": "1", ".gitattributes": "* filter=trap diff=trap\n"})
    git("add", ".")
    git("commit", "-m", "first")
    for setting in (
        "core.fsmonitor",
        "filter.trap.clean",
        "filter.trap.smudge",
        "diff.trap.textconv",
        "diff.external",
        "core.pager",
    ):
        git("config", setting, str(trap))
    write(repo, {"a.txt": "2"})
    (tmp_path / "sprung").unlink(missing_ok=True)
    door.listed(repo)
    door.head_commit(repo)
    assert door.changed_since(repo, "HEAD") == {"a.txt"}
    assert not (tmp_path / "sprung").exists()
    git("config", "filter.a=b.clean", str(trap))
    with pytest.raises(GitFailed, match="cannot be switched off"):
        door.changed_since(repo, "HEAD")


def test_variables_of_git_do_not_point_elsewhere(git: Git, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("commit", "--allow-empty", "-m", "first")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    assert door.head_commit(repo) == door.resolve(repo, "main")
