"""The runbook names a secret manager that the repository does not use."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.secret_store import named_anywhere, stated, used
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    real = used(subject.system)
    said = tuple(stated(document))
    strange = next((each for each in said if each[0] not in real), None)
    if not real:
        yield not_applicable("no file of the repository shows which secret manager is used", document.location)
    elif not said:
        yield not_applicable("the runbook names no secret manager as the one that is used", document.location)
    elif strange and not named_anywhere(document, set(real)):
        store, secret = next(iter(real.items()))
        related = tuple(Related(at, f"{secret.name} is kept in {store}") for at in secret.locations[:1])
        told = f"the runbook keeps secrets in {strange[1]}, and the repository in {', '.join(sorted(real))}"
        yield broken(told, strange[2], related=related)
    else:
        yield held("the secret manager that the runbook names is the one that is used", said[0][2])


RULE = Rule(
    id="OW622",
    name="secret-store-contradicted",
    summary="The secret manager that the runbook names is the one that the repository uses.",
    clauses=("SMS-02", "SMM-05", "SMV-02"),
    why="A secret that was replaced in the wrong store is not replaced.",
    fix="Name the store that the files use, or change the files.",
    judge=judge,
    profiles=("service", "page"),
    tier=2,
)
