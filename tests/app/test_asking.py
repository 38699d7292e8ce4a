"""The kept index: the same answers, only what changed is parsed again, and what is damaged is as if it were not there."""

import os
from pathlib import Path
from time import time_ns

import pytest

from opsworthy.app import ask as asking
from opsworthy.app.ask import Wanted, answer_from, kinds_in
from opsworthy.app.asked import without_secrets
from opsworthy.app.kept.store import Keeping

_OLD = 1_600_000_000


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (_OLD, _OLD))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were parsed."""
    found: list[str] = []
    before = asking._entries

    def entries(path: str, text: str, kind: str) -> object:
        found.append(path)
        return before(path, text, kind)

    monkeypatch.setattr(asking, "_entries", entries)
    return found


def test_only_what_changed_is_parsed_again(tmp_path: Path, parsed: list[str]) -> None:
    root, later = tmp_path / "shop", time_ns() + 10_000_000_000
    _write(root / "runbook.md", "# R\n\n## Rollback\n\n```sh\nhelm rollback shop\n```\n")
    _write(root / "docs/runbooks/db.md", "# The database is down\n\nRestart it with `systemctl restart postgresql`.\n")
    wanted = Wanted("how do I undo it", root, keeping=Keeping(tmp_path / "cache", later))
    first = answer_from(wanted)
    assert sorted(parsed) == ["docs/runbooks/db.md", "runbook.md"]
    parsed.clear()
    assert answer_from(wanted).answer == first.answer
    assert parsed == []
    _write(root / "docs/runbooks/db.md", "# The database is down\n\nRestart it twice with `systemctl restart postgresql`.\n")
    assert answer_from(wanted).answer.hits[0].entry.title == "Rollback"
    assert parsed == ["docs/runbooks/db.md"]


def test_a_damaged_index_is_not_there(tmp_path: Path, parsed: list[str]) -> None:
    root = tmp_path / "shop"
    _write(root / "runbook.md", "# R\n\n## Rollback\n\n```sh\nhelm rollback shop\n```\n")
    wanted = Wanted("how do I undo it", root, keeping=Keeping(tmp_path / "cache", time_ns() + 10_000_000_000))
    answer_from(wanted)
    for entry in (tmp_path / "cache").iterdir():
        entry.write_bytes(entry.read_bytes()[:-7] + b"damaged")
    parsed.clear()
    assert answer_from(wanted).answer.hits
    assert parsed == ["runbook.md"]


def test_which_documents_may_answer() -> None:
    paths = (
        "runbook.md",
        "cost-plan.md",
        "docs/setup.md",
        "CHANGELOG.md",
        "node_modules/a/runbook.md",
        "ops/db.md",
        "src/notes.md",
        "README.md",
    )
    assert kinds_in(paths) == {
        "runbook.md": "runbook",
        "cost-plan.md": "cost-plan",
        "docs/setup.md": "beside",
        "ops/db.md": "runbook",
        "README.md": "beside",
    }


def test_recorded_questions_hold_no_secrets() -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    said = without_secrets(f"login with {token} and postgres://app:hunter2x@db/shop fails, DB_PASSWORD=hunter2x9")
    assert token not in said
    assert "hunter2x" not in said
    assert said.startswith("login with [left out]")
