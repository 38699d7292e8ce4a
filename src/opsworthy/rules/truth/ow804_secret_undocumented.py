"""The system needs a secret that the runbook does not mention."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret_owed import owed, shown, spoken_of, told_beside
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.system.model import Secret

MOST_APART = 3
MOST_NAMED = 12


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "secrets")
    secrets = owed(runbook, subject.system)
    missing = [secret for secret in secrets if not spoken_of(runbook, secret)]
    missing = [secret for secret in missing if not told_beside(runbook, subject.text_of, secret)]
    if not secrets:
        yield not_applicable("no file of the repository reads or declares a secret", runbook.location)
    elif not missing:
        yield held(f"every secret ({len(secrets)}) is documented", runbook.location)
    elif len(missing) > MOST_APART:
        named = [shown(secret) for secret in missing]
        names = ", ".join(named[:MOST_NAMED]) + (f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else "")
        told = f"{len(missing)} of {len(secrets)} secrets stand nowhere in the runbook: {names}"
        yield broken(told, runbook.location, related=_needed(missing))
    else:
        for secret in missing:
            told = f"the secret {shown(secret)} is needed and stands nowhere in the runbook"
            yield broken(told, runbook.location, related=_needed([secret]))


def _needed(secrets: list[Secret]) -> tuple[Related, ...]:
    return tuple(Related(each.locations[0], f"{shown(each)} is needed here") for each in secrets if each.locations)


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
