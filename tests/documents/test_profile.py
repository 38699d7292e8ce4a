"""Which profile a document answers to."""

import pytest

from opsworthy.documents.parse import parse
from opsworthy.documents.profile import alert_name, is_report, profile_of
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
    assert _profile("# DiskFull\n\nMoved elsewhere.\n") == "page"


def test_a_runbook_with_alerts_inside_is_a_service() -> None:
    text = f"# Shop\n\n## Deployment\n\n`make deploy`\n\n## Operations\n\n`make restart`\n\n## Alerts\n\n#{PARTS}"
    assert _profile(text, "runbook.md") == "service"
    assert (
        _profile("# RunBook\n\n## Deployment\n\n`make`\n\n## Rollback\n\n`make undo`\n\n## Troubleshooting\n\nSee.\n")
        == "service"
    )


def test_a_cost_plan_is_one_by_its_kind() -> None:
    assert _profile("# DiskFull\n\n" + PARTS, kind="cost-plan") == "cost-plan"


def test_a_release_guide_publishes_and_runs_nothing() -> None:
    guide = "# Releasing\n\n## Publish\n\n```bash\nnpm publish\n```\n"
    assert _profile(guide) == "library"
    assert _profile(guide + "\n## Monitoring\n\nLook at the dashboard.\n") == "page"


def test_the_file_names_the_alert_where_no_title_does() -> None:
    document = parse(Source("alerts/DiskFull.md", "## Meaning\n\nIt is full.\n\n## Impact\n\nNobody can write.\n"), "runbook")
    assert alert_name(document) == "DiskFull"


def test_a_guide_to_one_procedure_is_a_page() -> None:
    assert _profile("# Deploying the shop\n\n## Steps\n\n1. `kubectl apply -f k8s`\n", "docs/deploying.md") == "page"


@pytest.mark.parametrize("name", ["runbook.md", "docs/RUNBOOK.md", "ops/service-runbook.md", "operations_runbook.md"])
def test_a_runbook_by_its_name_is_the_whole_of_a_service(name: str) -> None:
    assert _profile("# Shop\n\n## Deploy\n\nText.\n", name) == "service"


@pytest.mark.parametrize("title", ["Alerts", "Runbook: Observability Demo", "Runbook — Observability & Alerts (Stage 3)"])
def test_a_list_of_alerts_is_no_whole_runbook_whatever_its_file_is_called(title: str) -> None:
    assert _profile(f"# {title}\n\n## Metrics\n\nText.\n", "mixin/runbook.md") == "page"


def test_most_of_the_regions_make_a_whole_runbook() -> None:
    text = "# Shop\n\n## Deployment\n\nText.\n\n## Operations\n\nText.\n\n## Monitoring\n\nText.\n\n## Rollback\n\nText.\n"
    assert _profile(text, "docs/handbook.md") == "service"
    assert _profile(text.replace("## Monitoring", "## Notes"), "docs/handbook.md") == "page"


@pytest.mark.parametrize(
    ("path", "title"),
    [("docs/incidents/2026-01-02.md", "Disk full"), ("docs/x.md", "Postmortem: disk full"), ("adr/7.md", "Seven")],
)
def test_a_report_of_what_happened_is_no_runbook(path: str, title: str) -> None:
    document = parse(Source(path, f"# {title}\n\n## Deployment\n\n## Monitoring\n\n## Rollback\n"), "runbook")
    assert is_report(document)
    assert profile_of(document) == "report"


def test_a_page_that_is_called_otherwise_needs_four_regions_to_be_the_runbook_of_a_service() -> None:
    three = "# Set the source of funds\n\n## Deployment\n\n`make`\n\n## Rollback\n\n`make undo`\n\n## Troubleshooting\n\nSee.\n"
    assert _profile(three, "runbooks/source-of-funds.md") == "page"
    assert _profile(three + "\n## Monitoring\n\nLook.\n", "runbooks/source-of-funds.md") == "service"
    assert _profile(three, "docs/orders.md") == "page"
    assert _profile(three, "docs/runbook.md") == "service"


def test_a_runbook_of_incidents_is_a_page() -> None:
    assert _profile("# Incident runbook\n\n## Deployment\n\nSee.\n", "docs/runbook.md") == "page"


def test_what_instructs_an_agent_is_no_runbook() -> None:
    assert _profile("# Observability\n\n## Deployment\n\n`make`\n", ".github/skills/observability/SKILL.md") == "report"
