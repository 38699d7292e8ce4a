"""Git repositories that would run something, or show files that are not theirs: nothing runs, and nothing foreign is read."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from runs import ended, run, start, write

from opsworthy.repository.git import changed_since

FILES = {"Procfile": "web: gunicorn app:app\n", "k8s/a.yaml": "apiVersion: v1\nkind: [\n", "notes.txt": "x\n"}
COMMANDS = (("survey",), ("survey", "--revision", "HEAD"), ("prepare",), ("check",), ("rehearse",))


def git(root: Path, *words: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = kept | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env=environment)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write(tmp_path / "shop", FILES)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")
    return folder


def test_nothing_of_a_hostile_configuration_is_executed(root: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    script = write(tmp_path, {"evil.sh": f'#!/bin/sh\necho "$0 $*" >> {canary}\ncat\n'}) / "evil.sh"
    script.chmod(0o755)
    keys = ("core.fsmonitor", "core.hooksPath", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy",
            "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge",
            "filter.evil.process", "credential.helper", "gpg.program", "interactive.diffFilter", "pager.ls-files", "uploadpack.packObjectsHook",
            "alias.ls-files", "alias.rev-parse", "alias.cat-file", "merge.evil.driver", "core.alternateRefsCommand")  # fmt: skip
    for key in keys:
        git(root, "config", key, f"!{script}" if key.startswith("alias") else str(script))
    git(root, "config", "filter.evil.required", "true")
    write(root, {".gitattributes": "* filter=evil diff=evil merge=evil\n"})
    for hook in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman", "post-merge"):
        target = write(root, {f".git/hooks/{hook}": script.read_text()}) / ".git/hooks" / hook
        target.chmod(0o755)
    (root / "Procfile").write_text("web: gunicorn app:app --preload\n")
    for words in COMMANDS:
        code, said = ended(start(*words, root))
        assert code in (0, 1, 2, 4), said
    changed_since(root, "HEAD")
    assert not canary.exists(), canary.read_text()
    subprocess.run(["git", "-C", str(root), "status"], check=False, capture_output=True)
    assert canary.exists(), "the trap must be armed: plain git has to fall into it"


def test_a_git_file_that_points_elsewhere_shows_no_foreign_file(root: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", {"compose.yaml": "services: {foreign: {image: postgres}}\n"})
    write(other, {".git": f"gitdir: {root}/.git\n"})
    code, said = run("survey", other)
    assert code == 0
    assert "gunicorn" not in said
    write(other, {".git": "gitdir: /nowhere/at/all\n"})
    code, said = run("survey", other)
    assert (code, "foreign" in said) == (0, True)


@pytest.mark.parametrize("how", ["through a link", "by a path"])
def test_an_index_cannot_name_files_outside(root: Path, tmp_path: Path, how: str) -> None:
    """Git adds no such entries, and lists them all the same where somebody wrote them into the index."""
    write(tmp_path / "secret", {"compose.yaml": "services: {zq7secret: {image: nginx}}\n"})
    write(root, {"abc/lower/compose.yaml": "services: {web: {image: nginx}}\n"})
    git(root, "add", "-A")
    (root / "abc/lower/compose.yaml").unlink()
    (root / "abc/lower").rmdir()
    if how == "through a link":
        (root / "abc/lower").symlink_to(tmp_path / "secret")
    else:
        raw = (root / ".git/index").read_bytes()
        assert raw.count(b"abc/lower/compose.yaml") == 1
        (root / ".git/index").write_bytes(raw.replace(b"abc/lower/compose.yaml", b"../secret/compose.yaml"))
    code, said = run("survey", root, "--all", "--format", "json")
    assert (code, "zq7secret" in said) == (4, False)


def test_a_folder_of_another_owner_is_read_without_git(root: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    code, said = run("survey", root)
    assert (code, "web" in said) == (4, True)


def test_a_folder_that_git_ignores_is_not_silently_empty(root: Path) -> None:
    write(root, {".gitignore": "scratch/\n", "scratch/app/Procfile": "worker: celery -A app\n"})
    code, said = run("survey", root / "scratch/app")
    assert (code, "worker" in said) == (0, True)


def test_a_submodule_is_a_repository_of_its_own(root: Path, tmp_path: Path) -> None:
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", f"{root}/.git", "module")
    (root / "module/Procfile").write_text("inner: x\n")
    code, said = run("survey", "--all", root)
    assert (code, "inner" in said) == (4, False)
    assert "module  repository within" in " ".join(said.split("  ")).replace("   ", "  ") or "repository within" in said


def test_a_submodule_that_is_not_here_is_said(root: Path) -> None:
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'a' * 40},libs/module")
    code, said = run("survey", root, "--format", "json")
    left_out = [(each["path"], each["reason"]) for each in json.loads(said)["left_out"]]
    assert (code, left_out) == (4, [("libs", "submodule that is not checked out")])


def test_a_sparse_checkout_says_what_is_here(root: Path) -> None:
    git(root, "sparse-checkout", "set", "--no-cone", "/Procfile")
    assert not (root / "notes.txt").exists()
    code, said = run("survey", root, "--format", "json")
    left_out = {(each["path"], each["reason"], each["files"]) for each in json.loads(said)["left_out"]}
    assert (code, "web" in said) == (0, True)
    assert left_out == {("k8s", "not checked out (sparse)", 1), ("notes.txt", "not checked out (sparse)", 1)}
    code, said = run("survey", "--revision", "HEAD", root)
    assert (code, "k8s/a.yaml" in said) == (4, True)


def test_a_file_that_is_merely_deleted_is_not_left_out(root: Path) -> None:
    (root / "k8s/a.yaml").unlink()
    code, said = run("survey", root, "--format", "json")
    assert (code, json.loads(said)["left_out"]) == (0, [])


def test_a_partial_clone_says_what_it_does_not_hold(root: Path, tmp_path: Path) -> None:
    """Neither the size nor the content of such a file is known; nothing is fetched, whatever the configuration asks for."""
    canary = tmp_path / "canary"
    listed = subprocess.run(["git", "-C", str(root), "ls-tree", "-r", "HEAD"], capture_output=True, text=True, check=True).stdout
    blob = next(line.split()[2] for line in listed.splitlines() if line.endswith("k8s/a.yaml"))
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (("extensions.partialClone", "origin"), ("remote.origin.promisor", "true"), ("protocol.ext.allow", "always"),
                       ("remote.origin.url", f"ext::sh -c touch% {canary}"), ("core.repositoryFormatVersion", "1")):  # fmt: skip
        git(root, "config", key, value)
    code, said = run("survey", root, "--revision", "HEAD", "--format", "json")
    assert code == 0, said
    assert [(each["path"], each["reason"][:11]) for each in json.loads(said)["left_out"]] == [("k8s/a.yaml", "not fetched")]
    assert not canary.exists()


@pytest.mark.parametrize("revision", ["--upload-pack=x", "HEAD; id", "$(id)", "", "nowhere", "-", "HEAD\n"])
def test_a_revision_is_never_an_option(root: Path, revision: str) -> None:
    code, said = run("survey", root, "--revision", revision)
    assert (code, said.startswith("opsworthy: ")) == (2, True), said
