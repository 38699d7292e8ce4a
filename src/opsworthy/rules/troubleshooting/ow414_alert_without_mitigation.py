"""A page for an alert that does not say what to do."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.alert_page import AlertPart, for_the_alert, mitigated

RULE = Rule(
    id="OW414",
    name="alert-without-mitigation",
    summary="The page of an alert says what to do about it, with commands or named actions.",
    clauses=("MOM-07", "RBS-21", "DQV-04"),
    why="An alert that nobody can act on teaches people to ignore alerts.",
    fix="Write under “Mitigation” what to do for each cause, with the command; say so where waiting is right, and for how long.",
    judge=for_the_alert(
        AlertPart("what to do", ("mitigation",), mitigated, lacks="names no command and no action that somebody could take")
    ),
    profiles=("alert",),
)
