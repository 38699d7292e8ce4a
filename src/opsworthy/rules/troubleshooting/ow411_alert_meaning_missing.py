"""A page for an alert that does not say what the alert means."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.alert_page import AlertPart, explained, for_the_alert

RULE = Rule(
    id="OW411",
    name="alert-meaning-missing",
    summary="The page of an alert says in words what has happened when it fires.",
    clauses=("MOM-07", "RBS-15"),
    why="Whoever is woken reads the name of the alert first; the page has to say what the name does not.",
    fix="Write under “Meaning” which value crossed which line, for how long, and what it tells about the system.",
    judge=for_the_alert(AlertPart("the meaning", ("meaning",), explained, anywhere=True)),
    profiles=("alert",),
)
