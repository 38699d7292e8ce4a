"""A title names a subject whether its phrases are looked for as they are or by a pattern."""

import pytest

from opsworthy.rules.shapes import subject
from opsworthy.rules.shapes.subject import plain, subjects_of

TITLES = (
    "Rolling back", "roll_back of a release", "Alerts & thresholds", "realert", "Cost  estimate: estimated monthly costs", "**Rollback**",
    "a*b rollbacks", "Centralised logging", "max replicas", "On-call / escalation", "Überwachung", "", "rollback", "backup restore drills",
    "Secrets_rotation", "health-check", "deploy", "deployments", "Known issue 3 – 500s", "Scaling up", "who to call", "Audit log", "GCP (if using)",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_finds_what_the_patterns_find(title: str) -> None:
    text = plain(title)
    assert subjects_of(title) == {each for each in subject._phrases() if subject._names(each).search(text)}
