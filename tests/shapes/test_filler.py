"""What fills a section without saying anything, and what is short and true."""

import pytest

from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.filler import filler
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.source import Source

TALK = "Monitoring is important for every modern organisation and helps everybody to sleep well. "
SAME = "The platform team watches the dashboards of Grafana every morning. "


def _said(body: str, title: str = "Monitoring") -> str:
    passage = reading(parse(Source("runbook.md", f"# Runbook\n\n## {title}\n\n{body}\n"), "runbook")).headed[-1]
    return filler(passage)


@pytest.mark.parametrize(
    "body",
    [
        "This section describes the monitoring of the service.",
        "Monitoring.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Here you will find information about monitoring and how we monitor.",
        TALK * 30,
        "\n\n".join([SAME] * 1000),
        "\n".join(["- We follow industry best practices with care.", "- Everything should be handled in a timely manner."]),
    ],
)
def test_says_nothing(body: str) -> None:
    assert _said(body)


@pytest.mark.parametrize(
    "body",
    [
        "Ask the shop team; they own the alarm bell.",
        "There is nothing to watch here, because the page is static.",
        "Run `kubectl top pods -n shop`.",
        "See [the dashboard](https://grafana.shop.dev/d/1).",
        "The error rate should stay below 1 %.",
        "| Metric | Threshold |\n|---|---|\n| errors | 1 % |",
        "> **Open question** (`monitoring.dashboard`): where is it?",
        "Not applicable: the library runs nowhere.",
        "",
        "```bash\nheroku logs -a shop\n```",
        SAME + "They call Ann when the queue grows.",
    ],
)
def test_says_something(body: str) -> None:
    assert _said(body) == ""
