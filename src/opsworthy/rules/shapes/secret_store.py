"""The product that keeps the secrets: as the document names it, and as the repository uses it."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import Secret, System
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# Managers that a file of the repository gives away, and how a text names each.
_MANAGERS = {
    "aws-secrets-manager": regex(r"\bAWS Secrets? Manager\b|\baws secretsmanager\b", re.IGNORECASE),
    "aws-parameter-store": regex(r"\bParameter Store\b|\baws ssm\b", re.IGNORECASE),
    "google-secret-manager": regex(r"\b(?:Google|GCP)(?: Cloud)? Secret Manager\b|\bgcloud secrets\b", re.IGNORECASE),
    "azure-key-vault": regex(r"\bAzure Key ?Vault\b|\baz keyvault\b", re.IGNORECASE),
    "vault": regex(r"\bHashi[Cc]orp Vault\b|(?<!Key )(?<!Key)\bVault\b(?! password)|\bvault kv\b"),
    "doppler": regex(r"\bDoppler\b|\bdoppler secrets\b"),
    "infisical": regex(r"\bInfisical\b", re.IGNORECASE),
    "1password": regex(r"\b1Password\b"),
    "sops": regex(r"\bSOPS\b|\bsops -", re.IGNORECASE),
}
_ALIKE = {"aws-ssm": "aws-parameter-store", "gcp-secret-manager": "google-secret-manager", "hashicorp-vault": "vault"}
_STATES = regex(
    r"\b(?:stored|stores?|kept|keep|managed|lives?|held|come|comes|read|fetched|injected|pulled|stand|stands|tool)\b",
    re.IGNORECASE,
)
_ONE_OF_MANY = regex(
    r"\b(?:such as|like|e\.g\.|for example|or|instead of|not|no longer|migrat\w*|used to|optional\w*|planned|future)\b", re.I
)


def used(system: System) -> dict[str, Secret]:
    """The managers whose use a file shows, each with the first secret that is kept there."""
    found: dict[str, Secret] = {}
    for each in system.secrets:
        for word in (each.store, each.store_name or ""):
            store = _ALIKE.get(word, word)
            if store in _MANAGERS:
                found.setdefault(store, each)
    return found


def stated(document: Document) -> Iterator[tuple[str, str, Location]]:
    """The managers that the part about secrets says are used: which, as written, and where. A choice among several, and what is
    not or no longer so, states nothing."""
    for region in regions(document, "secrets"):
        for each in region.paragraphs:
            yield from _in_text(f"{each.label}: {each.text}" if each.label else each.text, each.location)
        for passage in reading(document).headed:
            if passage.first in region and re.match(r"\W*tools?\b", passage.title, re.IGNORECASE):
                yield from _in_text(passage.title, passage.location)


def _in_text(text: str, at: Location) -> Iterator[tuple[str, str, Location]]:
    if not _STATES.search(text) or _ONE_OF_MANY.search(text):
        return
    for store, pattern in _MANAGERS.items():
        found = pattern.search(text)
        if found:
            yield store, found.group(0), at


def named_anywhere(document: Document, stores: set[str]) -> bool:
    return any(_MANAGERS[store].search(document.text) for store in stores)
