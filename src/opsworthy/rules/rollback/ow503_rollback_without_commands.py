"""Rollback is described, but no command does it."""

from collections.abc import Iterator
from textwrap import shorten

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.elsewhere import told_elsewhere
from opsworthy.rules.shapes.going_back import leads_nowhere
from opsworthy.rules.shapes.order import reverts
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import broken

_given = topic(
    Topic("rollback", "rollback procedure", {"a command that brings an older version back": reverts}, unless=told_elsewhere)
)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "rollback")
    astray = leads_nowhere(subject, document)
    if astray:
        command, why = astray
        yield broken(f"`{shorten(command.text, 100, placeholder=' …')}` brings no older version back: it {why}", command.location)
    else:
        yield from _given(subject)


RULE = Rule(
    id="OW503",
    name="rollback-without-commands",
    summary="Rollback gives the commands that bring the last good version back.",
    clauses=("DOD-08", "RBS-27", "RBV-15"),
    why="Nobody composes commands well while users are waiting.",
    fix="Give the commands in order, with the real names, such as `kubectl rollout undo deployment/api -n shop`.",
    judge=judge,
    profiles=("service", "page", "library"),
)
