"""Somebody who asks whether it works finds no check with an answer, or nothing that is watched."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.answer import answered
from opsworthy.rules.shapes.evidence import command, either
from opsworthy.rules.shapes.statements import address_answered
from opsworthy.rules.shapes.watched import watched

RULE = Rule(
    id="OW852",
    name="is-it-working-unanswered",
    summary="“How do I know it's working?” is answered by a health check with its answer, and by what is watched.",
    clauses=("ACC-02",),
    why="Without a check that has an answer, working means that nobody has complained yet.",
    fix="Give the health check with the answer that means well, and name the dashboard, the metrics or the alerts.",
    judge=acceptance(
        Acceptance(
            "How do I know it's working?",
            "monitoring",
            {
                "a check with the answer that means well": either(answered("health", "status", "test"), address_answered),
                "a metric, an alert or a dashboard": either(watched, command("metrics")),
            },
            beside=("operations", "deployment"),
        )
    ),
    severity=Severity.NOTE,
)
