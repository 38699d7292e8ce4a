"""Nothing says who may read which secret."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.secret import no_secrets
from opsworthy.rules.shapes.secret_access import readers
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW608",
    name="secret-access-undocumented",
    summary="The runbook names who may read the secrets, by role, team or service, and no more than need them.",
    clauses=("SMS-07", "SMM-07", "SMV-07"),
    why="Whoever may read a secret has to be asked when it leaks; “everybody” cannot be asked.",
    fix="Name the role, team or service that may read each secret, and who may change it, such as “Access: api pods only”.",
    judge=topic(
        Topic(
            "secrets",
            "access to secrets",
            {"which role, team or service may read them": readers},
            about=("secret-access",),
            questions=("secrets.access",),
            unless=no_secrets,
        )
    ),
)
