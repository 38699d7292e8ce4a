"""A revision read from the object store; what lies in the folder does not matter."""

from pathlib import Path

import pytest
from repositories import Git, write

from opsworthy.repository.folder import FolderTree
from opsworthy.repository.git import GitFailed
from opsworthy.repository.revision import RevisionTree
from opsworthy.text.source import LeftOut, Problem, Source


def test_a_revision_is_what_it_was(git: Git, repo: Path) -> None:
    write(repo, {"a.txt": "first\r\n", "sub/b.txt": "b"})
    git("add", ".")
    git("commit", "-m", "first")
    write(repo, {"a.txt": "second", "new.txt": "n"})
    tree = RevisionTree(repo, "HEAD")
    assert tree.commit == git("rev-parse", "HEAD")
    assert tree.paths() == ("a.txt", "sub/b.txt")
    assert tree.read("a.txt") == Source("a.txt", "first\r\n")
    assert tree.read("sub/b.txt") == Source("sub/b.txt", "b")
    assert isinstance(tree.read("new.txt"), Problem)
    below = RevisionTree(repo / "sub", "HEAD")
    assert (below.name, below.paths(), below.read("b.txt")) == ("sub", ("b.txt",), Source("b.txt", "b"))


def test_it_agrees_with_the_folder_that_was_committed(git: Git, repo: Path) -> None:
    write(
        repo,
        {
            "main.py": "1",
            "tests/a.py": "2",
            "vendor/x/y.go": "3",
            "a.pb.go": "4",
            "binary.yaml": b"\0\1",
            "latin.yaml": b"a: \xe9\n",
            "huge.txt": b"x" * (2 * 1024 * 1024 + 1),
            "real/file.txt": "5",
        },
    )
    for name, target in (
        ("inside", "real/file.txt"),
        ("twice", "inside"),
        ("folder", "real"),
        ("out", "../outside"),
        ("absolute", "/etc/passwd"),
        ("nothing", "absent"),
        ("self", "self"),
    ):
        (repo / name).symlink_to(target)
    (repo.parent / "outside").write_text("x")
    git("add", ".")
    git("commit", "-m", "all")
    folder, revision = FolderTree(repo), RevisionTree(repo, "main")
    assert revision.paths() == folder.paths()
    assert revision.every_path() == folder.every_path()
    assert {path: revision.read(path) for path in folder.paths()} == {path: folder.read(path) for path in folder.paths()}
    assert revision.left_out() == folder.left_out()
    assert LeftOut("binary.yaml", "binary") in revision.left_out()


def test_a_repository_within_is_left_out(git: Git, repo: Path) -> None:
    git("commit", "--allow-empty", "-m", "first")
    git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},module")
    git("commit", "-m", "a submodule")
    tree = RevisionTree(repo, "HEAD")
    assert (tree.paths(), tree.left_out()) == ((), (LeftOut("module", "repository within"),))


@pytest.mark.parametrize("revision", ["nowhere", "--help", ""])
def test_an_unknown_revision_is_refused(git: Git, repo: Path, revision: str) -> None:
    git("commit", "--allow-empty", "-m", "first")
    with pytest.raises(GitFailed, match="revision"):
        RevisionTree(repo, revision)


def test_a_folder_outside_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match="git knows no revision"):
        RevisionTree(tmp_path, "HEAD")


def test_an_object_that_is_missing_is_a_problem(git: Git, repo: Path) -> None:
    write(repo, {"a.txt": "1", "b.txt": "2"})
    git("add", ".")
    git("commit", "-m", "first")
    tree = RevisionTree(repo, "HEAD")
    lost = git("rev-parse", "HEAD:a.txt")
    (repo / ".git/objects" / lost[:2] / lost[2:]).unlink()
    read = tree.read("a.txt")
    assert isinstance(read, Problem)
    assert "cannot be read" in read.message
    assert tree.read("b.txt") == Source("b.txt", "2")
