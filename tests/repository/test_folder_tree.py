"""A folder, with git and without: what is listed, what is read, what is left out and why."""

import os
import time
from pathlib import Path

import pytest
from repositories import Git, write

from opsworthy.repository import walking
from opsworthy.repository.folder import FolderTree
from opsworthy.text.source import LeftOut, Problem, Source


def left_out(tree: FolderTree) -> dict[str, tuple[str, int]]:
    return {each.path: (each.reason, each.files) for each in tree.left_out()}


def test_an_empty_folder_is_a_tree(tmp_path: Path) -> None:
    tree = FolderTree(tmp_path)
    assert (tree.paths(), tree.every_path(), tree.left_out()) == ((), (), ())
    assert tree.name == tmp_path.name


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file", tmp_path / "absent"):
        with pytest.raises(NotADirectoryError, match="is not a folder"):
            FolderTree(path)


def test_git_decides_what_is_listed(git: Git, repo: Path) -> None:
    write(repo, {".gitignore": "*.log\n", "a.py": "1", "b/c.txt": "2", "x.log": "3", "gone.py": "4", "new.py": "5"})
    git("add", ".gitignore", "a.py", "b", "gone.py")
    git("commit", "-m", "first")
    (repo / "gone.py").unlink()
    assert FolderTree(repo).paths() == (".gitignore", "a.py", "b/c.txt", "new.py")
    assert FolderTree(repo / "b").paths() == ("c.txt",)


def test_a_folder_that_the_repository_around_it_ignores_can_be_surveyed(git: Git, repo: Path) -> None:
    write(
        repo,
        {".gitignore": "scratch/\n", "scratch/app/main.py": "1", "scratch/app/.gitignore": "*.log\n", "scratch/app/x.log": ""},
    )
    assert FolderTree(repo / "scratch/app").paths() == (".gitignore", "main.py")


def test_without_git_gitignore_files_are_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    write(
        tmp_path,
        {
            ".git/config": "",
            ".gitignore": "*.log\n/out/\ndocs/*.tmp\n",
            "a.py": "1",
            "x.log": "2",
            "out/a.py": "3",
            "deep/out/a.py": "4",
            "deep/.gitignore": "!keep.log\nsecret.py\n",
            "deep/keep.log": "5",
            "deep/secret.py": "6",
            "secret.py": "7",
            "docs/x.tmp": "8",
        },
    )
    expected = (".gitignore", "a.py", "deep/.gitignore", "deep/keep.log", "deep/out/a.py", "secret.py")
    assert FolderTree(tmp_path).paths() == expected


def test_a_walk_ends_at_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "MOST", 3)
    write(tmp_path, {f"{number}.txt": "" for number in range(5)})
    walk = walking.Walk(tmp_path)
    assert len(walk.paths()) == 3
    assert walk.cut


def test_links_never_lead_out_or_round(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("not ours")
    root = tmp_path / "root"
    write(root, {"real/file.txt": "ours"})
    for name, target in (
        ("inside", "real/file.txt"),
        ("folder", "real"),
        ("loop", "."),
        ("self", "self"),
        ("out", str(outside)),
        ("etc", "/etc"),
        ("nothing", "absent.txt"),
    ):
        (root / name).symlink_to(target)
    tree = FolderTree(root)
    assert tree.paths() == ("inside", "real/file.txt")
    assert tree.read("inside") == Source("inside", "ours")
    assert left_out(tree) == {
        "folder": ("link to a folder", 1),
        "loop": ("link to a folder", 1),
        "self": ("broken link", 1),
        "out": ("link out of the tree", 1),
        "etc": ("link out of the tree", 1),
        "nothing": ("broken link", 1),
    }


def test_a_root_that_is_a_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real", {"a.txt": "1"})
    (tmp_path / "link").symlink_to("real")
    assert FolderTree(tmp_path / "link").paths() == ("a.txt",)


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    tree = FolderTree(tmp_path)
    assert tree.paths() == ()
    assert left_out(tree) == {"pipe": ("not a regular file", 1)}


@pytest.mark.parametrize("size", [50_000_000, 200_000_000])
def test_a_huge_file_costs_nothing(tmp_path: Path, size: int) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(size)
    started = time.perf_counter()
    tree = FolderTree(tmp_path)
    assert time.perf_counter() - started < 1
    assert tree.paths() == ()
    assert left_out(tree) == {"huge.yaml": ("too large", 1)}
    assert tree.every_path() == ("huge.yaml",)


def test_names_with_control_characters_are_named_harmlessly(tmp_path: Path) -> None:
    for name in (b"bell\x07.yaml", b"line\nbreak.yaml", b"clear\x1b[2J.yaml", b"latin-\xe9.yaml", "grün.yaml".encode()):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text("x")
    tree = FolderTree(tmp_path)
    assert tree.paths() == ("grün.yaml",)
    reason = ("name with control characters or not UTF-8", 1)
    shown = ["bell\\x07.yaml", "line\\nbreak.yaml", "clear\\x1b[2J.yaml", "latin-\\udce9.yaml"]
    assert left_out(tree) == dict.fromkeys(shown, reason)
    assert all(path.encode("utf-8").decode().isprintable() for path in left_out(tree))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_a_problem_with_advice(tmp_path: Path) -> None:
    write(tmp_path, {"secret.yaml": "x", "shut/file.yaml": "x"})
    (tmp_path / "secret.yaml").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        tree = FolderTree(tmp_path)
        read = tree.read("secret.yaml")
        assert isinstance(read, Problem)
        assert (read.location.path, read.message) == ("secret.yaml", "cannot be read: Permission denied")
        assert "readable" in read.advice
        assert left_out(tree) == {"shut": ("cannot be read", 1)}
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_file_that_went_away_or_never_was_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"here.txt": "x"})
    tree = FolderTree(tmp_path)
    (tmp_path / "here.txt").unlink()
    for path in ("here.txt", "never.txt", "../../etc/passwd"):
        read = tree.read(path)
        assert isinstance(read, Problem)
        assert read.location.path == path


def test_repositories_within_are_left_out(git: Git, repo: Path) -> None:
    write(repo, {"a.txt": "1", "inner/b.txt": "2"})
    git("init", "inner")
    assert FolderTree(repo).paths() == ("a.txt",)
    assert left_out(FolderTree(repo)) == {"inner": ("repository within", 1)}


def test_left_out_folders_count_their_files_and_only_below_the_root(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.py": "1",
            "web/node_modules/a/index.js": "2",
            "web/node_modules/a/node_modules/b/index.js": "3",
            "tests/fixtures/app/Procfile": "web: true\n",
            "api/v1.pb.go": "4",
            "api/v2.pb.go": "5",
            "one.min.js": "6",
        },
    )
    tree = FolderTree(tmp_path)
    assert tree.paths() == ("main.py",)
    assert left_out(tree) == {
        "web/node_modules": ("vendored", 2),
        "tests": ("tests", 1),
        "*.pb.go": ("generated", 2),
        "one.min.js": ("generated", 1),
    }
    assert FolderTree(tmp_path / "tests/fixtures/app").paths() == ("Procfile",)


def test_what_reading_reveals_is_left_out_then(tmp_path: Path) -> None:
    write(tmp_path, {"data.yaml": b"a\0b", "types.go": "// Code generated by stringer. DO NOT EDIT.\npackage types\n"})
    tree = FolderTree(tmp_path)
    assert tree.paths() == ("data.yaml", "types.go")
    assert tree.read("data.yaml") == LeftOut("data.yaml", "binary")
    assert tree.read("types.go") == LeftOut("types.go", "generated")
    assert left_out(tree) == {"data.yaml": ("binary", 1), "types.go": ("generated", 1)}


def test_ten_thousand_files_are_listed_in_well_under_a_second(git: Git, repo: Path) -> None:
    write(repo, {f"service{number % 100}/package{number % 7}/module{number}.py": "x" for number in range(10_000)})
    git("add", ".")
    started = time.perf_counter()
    assert len(FolderTree(repo).paths()) == 10_000
    assert time.perf_counter() - started < 2
