"""Real repositories in temporary folders."""

import os
import subprocess
from pathlib import Path

import pytest
from repositories import Git


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in a fresh repository at `tmp_path / "repo"`, out of reach of the settings of whoever runs the tests."""
    repo = tmp_path / "repo"
    repo.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.com",
    }

    def run(*arguments: str) -> str:
        command = ("git", "-C", str(repo), *arguments)
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    run("init", "--initial-branch=main")
    return run


@pytest.fixture
def repo(git: Git, tmp_path: Path) -> Path:
    return tmp_path / "repo"
