"""Reports for tests, made by hand: every kind of outcome, and texts that try to be obeyed."""

from dataclasses import replace

from opsworthy.findings.baseline import ACCEPTED
from opsworthy.findings.outcome import Confidence, Outcome, Related, Severity, State
from opsworthy.findings.patch import Edit, Patch
from opsworthy.findings.summary import summarise
from opsworthy.reports.report import Report
from opsworthy.rules.catalogue import all_rules, find_rule
from opsworthy.rules.rule import Rule
from opsworthy.text.location import Location
from opsworthy.text.source import Problem

TEXT = "# Shop\n\n## Rollback\n\n1. Run `helm rollback shop`\n\n## Monitoring\n\n| metric | threshold |\n|---|---|\n| errors | 5 % |\n"
HOSTILE = "a\x1b[31m \u202e<img src=x onerror=alert(1)> [x](http://evil.example) @everyone #1\n::error::x%0A</details>|`"


def rule(name: str) -> Rule:
    found = find_rule(name)
    assert found is not None
    return found


def outcome(name: str, message: str = "it is missing", line: int = 3, **told: object) -> Outcome:
    """A broken outcome of a rule that exists."""
    of = rule(name)
    made = Outcome(
        of.id,
        of.name,
        of.clauses,
        State.BROKEN,
        of.severity,
        Confidence.HIGH,
        message,
        Location("docs/runbook.md", line, 1),
        fix=of.fix,
    )
    return replace(made, **told)  # type: ignore[arg-type]


def report(*outcomes: Outcome, **told: object) -> Report:
    made = Report(
        outcomes=outcomes,
        summary=summarise(outcomes),
        rules=all_rules(),
        documents=("docs/runbook.md",),
        texts={"docs/runbook.md": TEXT},
        version="1.2.3",
        name="shop",
        started="2026-01-31T09:30:00Z",
        ended="2026-01-31T09:30:01Z",
    )
    return replace(made, **told)  # type: ignore[arg-type]


def every_kind() -> Report:
    """One outcome of each kind, with everything that an outcome can carry."""
    table = Location("docs/runbook.md", 11, 12, 11, 15)
    return report(
        outcome("runbook-missing", "the runbook was read", 1, state=State.HELD),
        outcome(
            "rollback-unverified",
            related=(Related(Location("k8s/shop.yaml", 7), "it is called shop-api here"),),
            patch=Patch((Edit(Location("docs/runbook.md", 6, 1), "Check it.\n"),), "adds a verification"),
        ),
        outcome("threshold-unexplained", "no rationale", 11, location=table),
        outcome("section-misplaced", severity=Severity.NOTE),
        outcome("contact-missing", open_question="contacts.on-call"),
        outcome("rollback-untimed", waived="first release next week"),
        outcome("rollback-undecided", waived=ACCEPTED),
        outcome("migration-irreversible", "there are no migrations", 1, state=State.NOT_APPLICABLE, fix=None),
        outcome("dashboard-missing", "only a person could tell", 7, state=State.CANNOT_KNOW, fix=None),
        outcome("cost-plan-missing", "there is no cost plan to look at", 1, state=State.NOT_RUN, fix=None),
        outcome("link-broken", "it raised KeyError", 1, state=State.ERROR, fix=None),
        problems=(Problem(Location("k8s/broken.yaml", 3), "not valid YAML", "mend it"),),
        asks={"contacts.on-call": "Who is on call?"},
    )


def hostile() -> Report:
    """Texts of a repository that try to be obeyed, in every place that takes one."""
    place = Location(f"docs/{HOSTILE}.md", 3, 1)
    found = outcome(
        "rollback-unverified", HOSTILE, location=place, fix=HOSTILE, related=(Related(Location(HOSTILE, 1), HOSTILE),),
        patch=Patch((Edit(place, HOSTILE),), HOSTILE),
    )  # fmt: skip
    waived = replace(found, waived=HOSTILE)
    asked = replace(found, open_question=HOSTILE)
    return report(
        found, waived, asked, replace(found, state=State.ERROR), texts={place.path: f"x\ny\n{HOSTILE}\n"}, name=HOSTILE,
        documents=(place.path,), problems=(Problem(place, HOSTILE, HOSTILE),), asks={HOSTILE: HOSTILE}, skipped=(HOSTILE,),
    )  # fmt: skip


def many(number: int) -> Report:
    """So many findings, over many documents."""
    names = ("rollback-unverified", "threshold-unexplained", "section-misplaced", "dashboard-missing")
    made = [outcome(name, f"finding {at}") for at, name in enumerate(names)]
    outcomes = tuple(
        replace(made[at % 4], message=f"“item {at}” is missing", location=Location(f"docs/{at % 50}.md", 1 + at // 50, 1))
        for at in range(number)
    )
    texts = {f"docs/{at}.md": "some line of text\n" * (number // 50 + 2) for at in range(50)}
    return report(*outcomes, texts=texts, documents=tuple(texts))
