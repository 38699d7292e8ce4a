"""Nothing warns against committing secrets."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret import no_secrets
from opsworthy.rules.shapes.secret_access import warned
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    inside = regions(document, "secrets")
    told = warned(document)
    if no_secrets(subject):
        yield not_applicable(no_secrets(subject), document.location)
    elif not inside:
        yield Verdict(State.NOT_RUN, "there is no section about secrets to look in", document.location)
    elif told:
        yield held("a warning against committing secrets stands here", told)
    else:
        yield broken("no sentence warns against committing secrets to version control", inside[0].location)


RULE = Rule(
    id="OW609",
    name="secret-commit-unwarned",
    summary="The runbook warns in a sentence against committing secrets to version control.",
    clauses=("SMS-08", "SMV-08"),
    why="A secret that was pushed once stays in the history and in every clone.",
    fix="Write it down, such as “Never commit a secret to git; what was pushed once counts as leaked.”.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
