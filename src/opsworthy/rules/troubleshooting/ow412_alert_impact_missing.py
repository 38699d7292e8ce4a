"""A page for an alert that does not say whom or what it hurts."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.alert_page import AlertPart, consequent, for_the_alert

RULE = Rule(
    id="OW412",
    name="alert-impact-missing",
    summary="The page of an alert says what its cause does to users or to the rest of the system.",
    clauses=("MOM-07",),
    why="The impact decides whether somebody is woken or a ticket is written.",
    fix="Write under “Impact” who notices what, and what follows when nobody acts.",
    judge=for_the_alert(AlertPart("the impact", ("impact",), consequent, anywhere=True)),
    profiles=("alert",),
    tier=2,
)
