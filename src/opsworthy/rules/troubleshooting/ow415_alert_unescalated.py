"""A page for an alert that does not say who helps."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.alert_page import AlertPart, for_the_alert, reachable

RULE = Rule(
    id="OW415",
    name="alert-unescalated",
    summary="The page of an alert says who is called when it does not help, and how.",
    clauses=("RBS-17", "MOM-04", "RBM-07", "RBV-13", "DQV-07"),
    why="A page that ends without a name leaves the reader alone with the alert.",
    fix="Name the team, its channel or pager, and after how many minutes to call it.",
    judge=for_the_alert(AlertPart("somebody to call and a way to reach them", (), reachable, anywhere=True)),
    severity=Severity.WARNING,
    profiles=("alert",),
    tier=2,
)
