"""Nothing says where secrets are kept."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import changing, either
from opsworthy.rules.shapes.secret import file_written, no_secrets, store_named
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW601",
    name="secret-strategy-missing",
    summary="The runbook says in which store the secrets are kept, and shows how they are reached there.",
    clauses=("DOD-09", "SRV-05", "SMS-02", "SMM-05", "SMM-06", "SMV-02", "ACC-06"),
    why="Whoever does not find the store makes a second one, usually a file.",
    fix="Name the one store that is used and give the command that lists what is in it, such as `heroku config -a shop`.",
    judge=topic(
        Topic(
            "secrets",
            "secret management",
            {
                "the store that is used, by name": store_named,
                "a command that lists, reads or writes there": either(
                    changing(frozenset(["secret-list", "secret-read", "secret-write", "configure"])), file_written
                ),
            },
            about=("secrets",),
            must=True,
            questions=("secrets.store",),
            may_decline=True,
            unless=no_secrets,
        )
    ),
)
