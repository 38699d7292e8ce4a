"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a repository of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
BIN = Path(sys.executable).parent
RUNBOOK = "# Runbook\n\n## Rollback\n\n```sh\nheroku rollback -a weather\n```\n"
NO_RUNBOOK = "# Changes\n\n- 1.0: first release\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a broken runbook and a page that is none."""
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "runbook.md").write_text(RUNBOOK)
    (root / "CHANGES.md").write_text(NO_RUNBOOK)
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    _git(root, "init", "-q")
    _git(root, "add", ".")
    return root


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def _pre_commit(root: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PRE_COMMIT_HOME": str(root.parent / "kept"),
        "PATH": f"{path}{BIN}{os.pathsep}{os.environ['PATH']}",
        "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.com",
        "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.com",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=500,
    )


def _local(root: Path, *ids: str) -> None:
    """The same hooks with this installation of Opsworthy, so that nothing has to be fetched."""
    hooks: list[dict[str, Any]] = [HOOKS[each] | {"language": "system"} for each in ids]
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = _pre_commit(tmp_path, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


def test_a_broken_runbook_fails_and_other_pages_are_left_alone(project: Path) -> None:
    _local(project, "opsworthy")
    failed = _pre_commit(project, "run", "--all-files")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "docs/runbook.md  " in failed.stdout
    assert "[rollback-unverified]" in failed.stdout
    passed = _pre_commit(project, "run", "--files", "CHANGES.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout
    skipped = _pre_commit(project, "run", "--files", "Procfile")
    assert "Skipped" in skipped.stdout


def test_the_whole_repository_is_checked_whatever_changed(project: Path) -> None:
    _local(project, "opsworthy-repository")
    failed = _pre_commit(project, "run", "--files", "Procfile")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "[rollback-unverified]" in failed.stdout


def test_stale_documents_fail(project: Path) -> None:
    _local(project, "opsworthy-fresh")
    failed = _pre_commit(project, "run", "--all-files")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    written = subprocess.run([BIN / "opsworthy", "write", "."], cwd=project, check=False, capture_output=True, text=True)
    assert written.returncode == 0, written.stdout + written.stderr
    passed = _pre_commit(project, "run", "--all-files")
    assert passed.returncode == 0, passed.stdout + passed.stderr


@pytest.mark.skipif(not os.environ.get("OPSWORTHY_NETWORK"), reason="installs from an index; OPSWORTHY_NETWORK=1 runs it")
def test_it_installs_from_this_checkout(project: Path, tmp_path: Path) -> None:
    """pre-commit clones what is committed, so the checkout is copied and committed as it is now."""
    source = tmp_path / "source"
    for each in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source.mkdir(exist_ok=True)
        shutil.copy(ROOT / each, source / each)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    _git(source, "init", "-q")
    _git(source, "add", ".")
    _git(source, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "now")
    done = _pre_commit(project, "try-repo", str(source), "opsworthy", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "[rollback-unverified]" in done.stdout
