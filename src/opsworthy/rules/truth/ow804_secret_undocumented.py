"""The system needs a secret that the runbook does not mention."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret import mentions
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.system.model import Secret

MOST_APART = 3


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "secrets")
    secrets = subject.system.secrets
    missing = [secret for secret in secrets if not mentions(runbook, secret)]
    if not secrets:
        yield not_applicable("no file of the repository reads or declares a secret", runbook.location)
    elif not missing:
        yield held(f"every secret ({len(secrets)}) is documented", runbook.location)
    elif len(missing) > MOST_APART:
        names = ", ".join(secret.name for secret in missing)
        told = f"{len(missing)} of {len(secrets)} secrets stand nowhere in the runbook: {names}"
        yield broken(told, runbook.location, related=_needed(missing))
    else:
        for secret in missing:
            told = f"the secret {secret.name} is needed and stands nowhere in the runbook"
            yield broken(told, runbook.location, related=_needed([secret]))


def _needed(secrets: list[Secret]) -> tuple[Related, ...]:
    return tuple(Related(each.locations[0], f"{each.name} is needed here") for each in secrets if each.locations)


RULE = Rule(
    id="OW804",
    name="secret-undocumented",
    summary="Every secret that the system needs is named in the runbook.",
    clauses=("DOD-09", "SMS-01", "SMM-02", "SMV-01"),
    why="The one that was forgotten is found by a service that does not start.",
    fix="Add it to the list of secrets: what it opens, where it is kept, how often it is rotated, who may read it.",
    judge=judge,
    profiles=("service", "library"),
)
