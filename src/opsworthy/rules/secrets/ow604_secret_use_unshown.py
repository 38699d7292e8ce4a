"""Nothing shows how the code gets at its secrets."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import outside
from opsworthy.rules.shapes.secret import no_secrets, use_shown
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW604",
    name="secret-use-unshown",
    summary="The runbook shows by an example how the code refers to a secret: by which variable or call.",
    clauses=("DOD-09", "SMS-03", "SMM-08", "SMV-06"),
    why="Between the name in the store and the variable in the code stands the mistake that stops the service.",
    fix='Show a line of code or configuration, such as `os.environ["DATABASE_URL"]`, or a table of secret and variable.',
    judge=topic(
        Topic(
            "secrets",
            "use of secrets in code",
            {"an example": outside(use_shown, "secret-emergency")},
            about=("secret-use",),
            unless=no_secrets,
        )
    ),
    tier=2,
)
