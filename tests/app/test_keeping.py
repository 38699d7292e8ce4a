"""Where the command line keeps surveys, and that it can be told not to."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from opsworthy.cli.keeping import _keeping
from opsworthy.cli.main import opsworthy


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"OPSWORTHY_CACHE_DIR": "/a/b", "XDG_CACHE_HOME": "/x"}, "/a/b"),
        ({"OPSWORTHY_CACHE_DIR": "", "XDG_CACHE_HOME": "/x"}, "/x/opsworthy"),
        ({"OPSWORTHY_CACHE_DIR": "relative", "XDG_CACHE_HOME": "also"}, "/home/me/.cache/opsworthy"),
        ({}, "/home/me/.cache/opsworthy"),
    ],
)
def test_looks_where_the_environment_says(environment: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    found = _keeping(environment)
    assert found is not None
    assert found.folder == Path(folder)


@pytest.mark.parametrize("command", ["survey", "check", "write --diff", "prepare"])
def test_keeps_for_the_next_run_unless_told_not_to(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository, kept = tmp_path / "repository", tmp_path / "kept"
    repository.mkdir()
    (repository / "Procfile").write_text("web: gunicorn app:app\n")
    monkeypatch.setenv("OPSWORTHY_CACHE_DIR", str(kept))
    first = CliRunner().invoke(opsworthy, [*command.split(), "--no-cache", str(repository)])
    assert not kept.exists()
    again = CliRunner().invoke(opsworthy, [*command.split(), str(repository)])
    assert list(kept.glob("*.kept"))
    assert command == "prepare" or again.output == first.output


def test_each_of_two_revisions_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPSWORTHY_CACHE_DIR", str(tmp_path))
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    told = [
        CliRunner().invoke(opsworthy, ["survey", "--revision", "HEAD", "--format", "json", str(root / "examples")])
        for _ in range(2)
    ]
    assert told[0].output == told[1].output
    assert len(list(tmp_path.glob("*.kept"))) == 1
