"""Nothing says who may read which secret."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret import no_secrets
from opsworthy.rules.shapes.secret_access import readers
from opsworthy.rules.shapes.secret_list import left_blank
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import broken

_spoken = topic(
    Topic(
        "secrets",
        "access to secrets",
        {"which role, team or service may read them": readers},
        about=("secret-access",),
        questions=("secrets.access",),
        unless=no_secrets,
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    """Whether it is said at all; and then, in a list with a place for it, for each secret."""
    told = tuple(_spoken(subject))
    blank = left_blank(document_for(subject, "secrets")) if all(each.state is State.HELD for each in told) else ()
    for entry, what in blank:
        yield broken(f"nothing says {what} {entry.name}; of others the list says it", entry.location)
    yield from () if blank else told


RULE = Rule(
    id="OW608",
    name="secret-access-undocumented",
    summary="The runbook names who may read the secrets, by role, team or service, and no more than need them.",
    clauses=("SMS-07", "SMM-07", "SMV-07"),
    why="Whoever may read a secret has to be asked when it leaks; “everybody” cannot be asked.",
    fix="Name the role, team or service that may read each secret, and who may change it, such as “Access: api pods only”.",
    judge=judge,
    tier=2,
)
