"""A document that means harm: long lines, deep nesting, marks without end. Judging stays quick and never fails."""

from datetime import date
from time import perf_counter

import pytest

from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import State
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.system.model import Assessment, System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

LONG = 5_000
TEXTS = {
    "words": "deploy " * LONG,
    "dashes": "-" * LONG,
    "digits": "1" * LONG,
    "prices": "$1 - " * 500,
    "at signs": "a@" * LONG,
    "dots": "a." * LONG + "@",
    "brackets": "<a" * LONG,
    "braces": "{a" * LONG,
    "ticks": "`" * LONG,
    "colons": "a: " * LONG,
    "slashes": "https://" + "/a" * LONG,
    "comments": "<!-- opsworthy: allow " * 300,
    "rows": "| a | b |\n|---|---|\n" + "| 1 | $2 |\n" * 1_000,
    "headings": "".join(f"{'#' * (1 + at % 6)} Rollback {at}\n\n" for at in range(400)),
    "questions": "> **Open question** (`a.b`): x\n" * 200,
}


@pytest.mark.parametrize("name", TEXTS)
def test_stays_quick(name: str) -> None:
    text = f"# Runbook\n\n## Monitoring\n\n### Alerts\n\n- {TEXTS[name]}\n\n## Rollback\n\n{TEXTS[name]}\n"
    system = System("shop", Assessment(True, "service", ()), Assessment(True, "", ()))
    subject = Subject(
        system,
        parse(Source("runbook.md", text), "runbook"),
        parse(Source("cost-plan.md", text.replace("Monitoring", "Estimated Costs")), "cost-plan"),
        None,
        Location("runbook.md", 1),
    )
    began = perf_counter()
    outcomes = judge(subject, date(2026, 6, 1))
    assert perf_counter() - began < 10
    assert not [each for each in outcomes if each.state is State.ERROR]
