"""Which lines a change answers for."""

import subprocess
from pathlib import Path

import pytest

from opsworthy.repository.changes import changes_since
from opsworthy.repository.git import GitFailed


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *words], cwd=root, check=True, capture_output=True
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("a.md", "sub/b c.md", "gone.md", "old.md", "ä.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"line {number} of {name}\n" for number in range(1, 11)), encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_names_changed_added_and_removed_lines(root: Path) -> None:
    lines = (root / "a.md").read_text(encoding="utf-8").splitlines(keepends=True)
    (root / "a.md").write_text("".join([*lines[:2], "changed\n", *lines[3:7], *lines[8:], "added\n"]), encoding="utf-8")
    found = changes_since(root, "HEAD")
    assert found.lines["a.md"] == ((3, 3), (7, 8), (10, 10))
    assert found.touch("a.md", 1, 3)
    assert not found.touch("a.md", 4, 6)


def test_knows_new_removed_and_renamed_files(root: Path) -> None:
    (root / "new.md").write_text("x\n", encoding="utf-8")
    (root / "gone.md").unlink()
    git(root, "mv", "old.md", "moved here.md")
    (root / "ä.md").write_text("x\n", encoding="utf-8")
    found = changes_since(root, "HEAD")
    assert {"new.md", "gone.md", "moved here.md", "ä.md"} <= found.lines.keys()
    assert "sub/b c.md" not in found
    assert found.touch("new.md", 1, 1)
    assert not found.touch("moved here.md", 1, 10)


def test_is_relative_to_the_folder(root: Path) -> None:
    (root / "sub" / "b c.md").write_text("x\n", encoding="utf-8")
    assert set(changes_since(root / "sub", "HEAD").lines) == {"b c.md"}


def test_what_a_document_says_is_no_name_of_a_file(root: Path) -> None:
    (root / "a.md").write_text("++ b/evil.md\ndiff --git a/x b/x\n@@ -1 +1,9 @@\n", encoding="utf-8")
    assert set(changes_since(root, "HEAD").lines) == {"a.md"}


def test_counts_from_where_the_branch_left(root: Path) -> None:
    git(root, "checkout", "-qb", "work")
    (root / "a.md").write_text("mine\n", encoding="utf-8")
    git(root, "commit", "-qam", "mine")
    git(root, "checkout", "-q", "main")
    (root / "gone.md").write_text("theirs\n", encoding="utf-8")
    git(root, "commit", "-qam", "theirs")
    git(root, "checkout", "-q", "work")
    assert set(changes_since(root, "main").lines) == {"a.md"}


def test_runs_nothing_that_the_repository_configures(root: Path) -> None:
    git(root, "config", "diff.external", f"touch {root}/ran")
    git(root, "config", "diff.words.textconv", f"touch {root}/ran; cat")
    git(root, "config", "filter.words.clean", f"touch {root}/ran; cat")
    (root / ".gitattributes").write_text("*.md diff=words filter=words\n", encoding="utf-8")
    (root / "a.md").write_text("changed\n", encoding="utf-8")
    changes_since(root, "HEAD")
    assert not (root / "ran").exists()


@pytest.mark.parametrize("revision", ["", "--output=x", "nowhere"])
def test_refuses_what_is_no_revision(root: Path, revision: str) -> None:
    with pytest.raises(GitFailed):
        changes_since(root, revision)
