"""The document gives a job another schedule than the files."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW832",
    name="schedule-contradicted",
    summary="The schedules that the document gives are those of the files.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Who waits for a job at the wrong hour takes it for broken, or misses that it is.",
    fix="Write the schedule that the file has, or change the file; the related place shows it.",
    judge=claimed("schedules", "schedule", "time"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
