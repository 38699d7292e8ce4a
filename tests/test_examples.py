"""The examples' committed documents, and this repository's own, say what their files say, and pass the bar but for open questions."""

from datetime import date
from pathlib import Path

import pytest

from opsworthy.app.check import check
from opsworthy.app.checking.asked import Asked
from opsworthy.app.write import draft
from opsworthy.findings.outcome import State

ROOT = Path(__file__).parents[1]
LATER = date(2099, 1, 1)
FOLDERS = [ROOT / "examples" / "weather-api", ROOT / "examples" / "shop", ROOT]
DOCUMENTS = {
    "weather-api": {"runbook.md", "cost-plan.md"},
    "shop": {"runbook.md", "cost-plan.md"},
    ROOT.name: {"docs/runbook.md"},
}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "this repository" if folder == ROOT else folder.name)
class TestCommittedDocuments:
    def test_are_fresh(self, folder: Path) -> None:
        drafted = draft(folder, LATER)
        assert not drafted.problems
        assert [change.diff() for change in drafted.changed()] == [], "run `make examples`"
        assert {change.path for change in drafted.changes} == {"opsworthy.toml"} | DOCUMENTS[folder.name]

    def test_pass_but_for_open_questions(self, folder: Path) -> None:
        checked = check(Asked(folder, date(2026, 11, 23)))
        open_keys = {question.key for question in checked.system.questions}
        broken = [each for each in checked.outcomes if each.state is State.BROKEN and not each.waived]
        assert not [each.message for each in checked.outcomes if each.state is State.ERROR]
        assert [each.message for each in broken if each.open_question is None] == []
        assert {each.open_question for each in broken} <= open_keys
        assert sum(each.state is State.HELD for each in checked.outcomes) > 20
        assert set(checked.documents) == DOCUMENTS[folder.name]
