"""A secret stands in clear as an argument of a command."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.typed import typed_secrets
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "operations")
    found = tuple(typed_secrets(reading(runbook)))
    for name, place in found:
        yield broken(
            f"{name} is given in clear on the command line: the history of the shell and the list of processes show it", place
        )
    if not found:
        yield held("no command is given a secret in clear beyond those that secret-exposed tells of", runbook.location)


RULE = Rule(
    id="OW823",
    name="secret-on-command-line",
    summary="No command is given the value of a secret as an argument.",
    clauses=("SMM-01", "REV-06"),
    why="An argument is seen by everyone on the machine while it runs, and by everyone who reads the shell's history afterwards.",
    fix="Replace the secret, then read it from a file, from standard input or from a variable that a secret store fills.",
    judge=judge,
    profiles=("service", "page", "alert"),
)
