"""Documents judged by copies of the process: the same outcomes in the same order, and a copy that ends hides nothing."""

import os
from datetime import date
from pathlib import Path

import pytest

from opsworthy.app.check import Checked, check
from opsworthy.app.checking import judging
from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.kept import Remembered
from opsworthy.app.checking.units import Page
from opsworthy.app.kept.store import Keeping
from opsworthy.findings.outcome import State

PAGES = 60
PAGE = """# Runbook of part {number}

## Deployment

1. Run `kubectl apply -f part-{number}.yaml`.

## Rollback

Ask somebody. See [the other page](part-{other}.md).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "repository/runbooks"
    folder.mkdir(parents=True)
    for number in range(PAGES):
        (folder / f"part-{number:02}.md").write_text(PAGE.format(number=number, other=f"{number + 1:02}"), "utf-8")
    return tmp_path / "repository"


def checked(root: Path, monkeypatch: pytest.MonkeyPatch, copies: int, keeping: Keeping | None = None) -> Checked:
    monkeypatch.setattr(judging, "free", lambda: copies)
    return check(Asked(root, date(2026, 11, 20), keeping=keeping))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
class TestCopies:
    def test_say_what_one_process_says(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        alone = checked(root, monkeypatch, 1)
        assert len(alone.documents) == PAGES
        assert checked(root, monkeypatch, 3).outcomes == alone.outcomes

    def test_are_not_needed_for_what_is_kept(self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keeping = Keeping(tmp_path / "kept", 1 << 62)
        first = checked(root, monkeypatch, 3, keeping)
        monkeypatch.setattr(judging, "_judge_page", None)
        assert checked(root, monkeypatch, 3, keeping).outcomes == first.outcomes

    def test_that_end_hide_nothing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        alone, judge_page = checked(root, monkeypatch, 1), judging._judge_page

        def ending(ground: judging.Ground, page: Page) -> Remembered:
            if page.path.endswith("part-07.md"):
                os._exit(1)
            return judge_page(ground, page)

        monkeypatch.setattr(judging, "_judge_page", ending)
        found = checked(root, monkeypatch, 3)
        lost = [each for each in found.outcomes if each.location.path == "runbooks/part-07.md"]
        assert [each.state for each in lost] == [State.ERROR]
        assert found.summary.exit_code == 70
        rest = [each for each in found.outcomes if each not in lost]
        assert rest == [each for each in alone.outcomes if each.location.path != "runbooks/part-07.md"]
