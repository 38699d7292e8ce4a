"""The value of a secret is committed: in a manifest, a file of settings or the source."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.system.model import CredentialInClear

# What such a file holds is often made for a developer's own machine; nobody but its owner knows.
_OF_DEVELOPERS = ("compose", "dockerfile", "dotenv", "settings")


def judge(subject: Subject) -> Iterator[Verdict]:
    secrets = [each for each in subject.system.secrets if each.clear_at]
    told = {(place.path, place.line) for each in secrets for place in each.clear_at}
    alone = [each for each in subject.system.credentials if (each.location.path, each.location.line) not in told]
    for secret in secrets:
        first, *more = secret.clear_at
        yield broken(
            f"the value of the secret {secret.name} is committed",
            first,
            related=tuple(Related(place, "and stands here too") for place in more),
            confidence=Confidence.MEDIUM if secret.store in _OF_DEVELOPERS else Confidence.HIGH,
        )
    for credential in alone:
        yield broken(_told(credential), credential.location)
    if not secrets and not alone:
        yield held("no file holds the value of a secret in clear", subject.anchor)


def _told(credential: CredentialInClear) -> str:
    kind = credential.kind.replace("-", " ")
    return f"a value that is taken for a credential ({kind}) is committed" + (f" as {credential.name}" if credential.name else "")


RULE = Rule(
    id="OW606",
    name="credential-committed",
    summary="No file of the repository holds the value of a secret: no token, no private key, no password.",
    clauses=("SMS-08", "REV-06"),
    why="Whatever was committed once is known to everybody who can read the repository, and stays in its history.",
    fix="Rotate the secret now, keep the new value in a store, and leave only its name where the value stands.",
    judge=judge,
    profiles=("service", "library"),
    needs="nothing",
)
