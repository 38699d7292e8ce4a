"""Clones are made at the labelled commit, and made once."""

import subprocess
from pathlib import Path

import pytest
from benchmarks.survey import clones


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first of two commits of a repository `owner/name`, from which clones are made."""
    origin = tmp_path / "from" / "owner" / "name.git"
    origin.mkdir(parents=True)
    git = ["git", "-C", str(origin), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "config", "uploadpack.allowAnySHA1InWant", "true"], check=True)
    for text in ("first", "second"):
        (origin / "file").write_text(text)
        subprocess.run([*git, "add", "file"], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", text], check=True)
    monkeypatch.setattr(clones, "ADDRESS", f"{origin.parents[1]}/{{repo}}.git")
    done = subprocess.run([*git, "rev-parse", "HEAD~1"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_clone_stands_at_the_labelled_commit(tmp_path: Path, commit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clones.clone("owner/name", commit, tmp_path)
    assert (tmp_path / "owner+name" / "file").read_text() == "first"
    monkeypatch.setattr(clones, "ADDRESS", "/nowhere/{repo}.git")
    assert clones.clone("owner/name", commit, tmp_path)


def test_what_cannot_be_had_is_said(tmp_path: Path, commit: str) -> None:
    assert not clones.clone("owner/other", commit, tmp_path)
