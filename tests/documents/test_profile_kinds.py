"""Documents that are no runbook of a service: pages on one subject, plans and reports, other languages."""

import pytest

from opsworthy.documents.parse import parse
from opsworthy.documents.profile import in_another_language, is_report, profile_of
from opsworthy.text.source import Source

REGIONS = "## Deployment\n\nText.\n\n## Operations\n\nText.\n\n## Monitoring\n\nText.\n\n## Rollback\n\nText.\n"


def _profile(path: str, title: str = "Shop", text: str = REGIONS) -> str:
    return profile_of(parse(Source(path, f"# {title}\n\n{text}"), "runbook"))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("docs/TROUBLESHOOTING.md", "Shop"),
        ("docs/x.md", "Deployment Guide"),
        ("docs/verify-failover.md", "Shop"),
        ("docs/x.md", "Disaster recovery of the shop"),
        ("docs/x.md", "Monitoring and Alerting Guide"),
    ],
)
def test_a_page_on_one_subject_is_no_whole_runbook(path: str, title: str) -> None:
    assert _profile(path, title) == "page"


@pytest.mark.parametrize("title", ["Deployment and Operations", "Operations Handbook", "Shop"])
def test_a_document_on_the_operation_is_one(title: str) -> None:
    assert _profile("docs/x.md", title) == "service"


@pytest.mark.parametrize(
    "path",
    ["specs/shop.md", ".audit-2026-03-18/deploy.md", "docs/runbook-template.md", "docs/migration-plan.md", "docs/STATUS.md",
     ".team/wave.md", "docs/_meta/philosophy.md"],
)  # fmt: skip
def test_what_plans_or_tells_is_a_report(path: str) -> None:
    assert _profile(path) == "report"


@pytest.mark.parametrize("path", ["docs/disaster-recovery-plan.md", "docs/rollback-plan.md", ".github/runbook.md"])
def test_a_plan_for_an_emergency_is_none(path: str) -> None:
    assert not is_report(parse(Source(path, "# Shop\n"), "runbook"))


def test_another_language_is_told_by_its_words() -> None:
    said = "먼저 서버에 접속하고 로그를 확인한 다음 서비스를 다시 시작합니다 "
    assert in_another_language(parse(Source("a.md", f"# 문제\n\n{said * 12}\n"), "runbook"))
    told = "First log in to the server, look at the log and then restart the service. "
    assert not in_another_language(parse(Source("a.md", f"# Trouble\n\n{told * 12}\n"), "runbook"))
    assert not in_another_language(parse(Source("a.md", "# 문제\n\n먼저\n"), "runbook"))
