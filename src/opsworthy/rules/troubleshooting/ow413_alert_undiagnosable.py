"""A page for an alert without anything to look with."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.alert_page import AlertPart, diagnosed, for_the_alert

RULE = Rule(
    id="OW413",
    name="alert-undiagnosable",
    summary="The page of an alert gives the commands, queries or dashboards with which its cause is found.",
    clauses=("RBM-04", "RBS-21", "MOM-07"),
    why="“Check the pods” is no help at night; the command that shows them is.",
    fix="Put under “Diagnosis” the commands or queries in the order in which you would run them, and what each tells.",
    judge=for_the_alert(
        AlertPart(
            "a way to diagnose the cause",
            ("diagnosis",),
            diagnosed,
            lacks="names no command, query, file or dashboard to look at",
        )
    ),
    profiles=("alert",),
)
