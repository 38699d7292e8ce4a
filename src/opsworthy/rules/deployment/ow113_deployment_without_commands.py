"""Deployment is described, but no command does it."""

from collections.abc import Iterator
from textwrap import shorten

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.deploying import deploying_commands, deploys, made_by_nothing
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import broken

_given = topic(Topic("deployment", "deployment procedure", {"a command that deploys": deploys}))


def judge(subject: Subject) -> Iterator[Verdict]:
    lacking = made_by_nothing(subject.system, deploying_commands(document_for(subject, "deployment")))
    if lacking:
        command, path = lacking
        told = f"`{shorten(command.text, 80, placeholder=' …')}` deploys nothing: the repository has no {path}"
        yield broken(told, command.location, fix=f"Commit the {path}, or give the commands that it runs.")
    else:
        yield from _given(subject)


RULE = Rule(
    id="OW113",
    name="deployment-without-commands",
    summary="Deployment gives the commands that deploy.",
    clauses=("DOD-03", "RBS-04", "RBV-04", "DOM-01", "SRV-02"),
    why="“Deploy with the pipeline” is knowledge for those who have it; everybody else needs the command.",
    fix="Give the commands step by step, with the real names; where a pipeline does it, the command or address that starts it.",
    judge=judge,
    profiles=("service", "library"),
)
