"""Which profile a document answers to."""

import pytest

from opsworthy.documents.parse import parse
from opsworthy.documents.profile import alert_name, profile_of
from opsworthy.text.source import Source


def _profile(text: str, path: str = "docs/page.md", kind: str = "runbook") -> str:
    return profile_of(parse(Source(path, text), kind))


PARTS = "## Meaning\n\nIt is full.\n\n## Impact\n\nNobody can write.\n\n## Diagnosis\n\n`df -h`\n\n## Mitigation\n\nDelete.\n"


@pytest.mark.parametrize(
    "title", ["DiskFull", "etcdNoLeader", "KubeAPIErrorBudgetBurn", "HCP_KubeAPIDown", "Alert: disk full", "Disk full alert"]
)
def test_a_page_named_after_an_alert_with_one_part_is_one(title: str) -> None:
    assert _profile(f"# {title}\n\n## Mitigation\n\nDelete old files.\n") == "alert"


def test_the_parts_alone_tell_an_alert() -> None:
    assert _profile(f"# The disk is full\n\n{PARTS}") == "alert"
    assert _profile(PARTS) == "alert"


def test_a_name_alone_tells_nothing() -> None:
    assert _profile("# DiskFull\n\nMoved elsewhere.\n") == "service"


def test_a_runbook_with_alerts_inside_is_a_service() -> None:
    text = f"# Shop\n\n## Deployment\n\n`make deploy`\n\n## Operations\n\n`make restart`\n\n## Alerts\n\n#{PARTS}"
    assert _profile(text) == "service"
    assert (
        _profile("# RunBook\n\n## Deployment\n\n`make`\n\n## Rollback\n\n`make undo`\n\n## Troubleshooting\n\nSee.\n")
        == "service"
    )


def test_a_cost_plan_is_one_by_its_kind() -> None:
    assert _profile("# DiskFull\n\n" + PARTS, kind="cost-plan") == "cost-plan"


def test_a_release_guide_publishes_and_runs_nothing() -> None:
    guide = "# Releasing\n\n## Publish\n\n```bash\nnpm publish\n```\n"
    assert _profile(guide) == "library"
    assert _profile(guide + "\n## Monitoring\n\nLook at the dashboard.\n") == "service"


def test_the_file_names_the_alert_where_no_title_does() -> None:
    document = parse(Source("alerts/DiskFull.md", "## Meaning\n\nIt is full.\n\n## Impact\n\nNobody can write.\n"), "runbook")
    assert alert_name(document) == "DiskFull"
