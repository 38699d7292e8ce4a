"""Custom resources and annotations that bring secrets into a cluster: by name and by where they come from, never a value."""

import re
from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name

_INJECTED = "vault.hashicorp.com/agent-inject-secret-"
_MOST = 500
_OBJECT = regex(r"^\s*(?:-\s*)?[\"']?(?:objectName|resourceName|secretKey)[\"']?\s*:\s*[\"']?([^\s\"']{1,200})", re.MULTILINE)
_PROVIDERS = {"aws": "aws-secrets-manager", "azure": "azure-key-vault", "gcp": "google-secret-manager", "vault": "vault"}
# Where an operator's resource names the Secret that it makes, and where that stands in its own store.
_MADE = {
    "AzureKeyVaultSecret": ("azure-key-vault", ("output", "secret", "name"), ("vault", "object", "name")),
    "BitwardenSecret": ("bitwarden", ("secretName",), ("organizationId",)),
    "DopplerSecret": ("doppler", ("managedSecret", "name"), ("project",)),
    "InfisicalSecret": ("infisical", ("managedSecretReference", "secretName"), ()),
    "OnePasswordItem": ("1password", (), ("itemPath",)),
}


def read_made(found: Object, setting: Setting) -> Iterator[Told]:
    """An operator's resource that becomes one Secret."""
    store, path, outside = _MADE[found.kind]
    named = stated(found.spec, *path) if path else Stated(found.name, found.location)
    if named is not None:
        yield _declared(
            found, setting, store, named.value, named.location, remote=string(found.spec, *outside) if outside else None
        )


def read_encrypted(found: Object, setting: Setting) -> Iterator[Told]:
    """The SOPS operator: Secrets whose values are encrypted in the resource."""
    for template in items(found.spec, "secretTemplates"):
        name = string(template, "name") or found.name
        for entry in (*entries(template, "stringData"), *entries(template, "data")):
            yield _declared(found, setting, "sops", name, entry.location, key=entry.key)


def read_store_access(found: Object, setting: Setting) -> Iterator[Told]:
    """What a store of the External Secrets Operator is opened with: the keys of Secrets that `…SecretRef` names."""
    told: set[tuple[str, str]] = set()
    provider = find(found.spec, "provider")
    for node in walk(provider) if provider is not None else ():
        for entry in node.entries[:_MOST] if isinstance(node, Mapping) else ():
            if entry.key.lower().endswith("secretref") or entry.key in ("accessToken", "apiKey"):
                yield from _referred(found, setting, entry.value, told)


def _referred(found: Object, setting: Setting, node: Node, told: set[tuple[str, str]]) -> Iterator[SecretDeclared]:
    name, key = string(node, "name"), stated(node, "key")
    if name and key is not None and (name, key.value) not in told and not _is_public(key.value):
        told.add((name, key.value))
        yield _declared(found, setting, "kubernetes", name, key.location, key=key.value)


def _is_public(key: str) -> bool:
    return key.endswith((".crt", ".pub")) or key in ("ca", "cert")


def store_of(provider: str | None) -> str:
    """The store that a provider of the Secrets Store CSI driver reads."""
    return _PROVIDERS.get(provider or "", provider or "secrets-store")


def mounted(found: Object, synced: set[str], setting: Setting) -> Iterator[SecretDeclared]:
    """What a class of the Secrets Store CSI driver mounts as files and makes no Secret of, by the names in its parameters."""
    parameters, told = find(found.spec, "parameters"), set(synced)
    for key in ("objects", "secrets"):
        written = stated(parameters, key)
        for match in _OBJECT.finditer(written.value[:100_000]) if written else ():
            name = match.group(1).partition("/secrets/")[2].partition("/")[0] or match.group(1)
            if not {name, match.group(1)} & told and written is not None:
                told.add(name)
                yield _declared(
                    found, setting, store_of(string(found.spec, "provider")), name, written.location, store_name=found.name
                )


def injected(found: Object, template: Node | None, setting: Setting) -> Iterator[SecretDeclared]:
    """Files that Vault's agent writes into a pod, one for each annotation."""
    for entry in entries(template, "metadata", "annotations"):
        if entry.key.startswith(_INJECTED):
            remote = string(entry.value) or None
            yield _declared(found, setting, "vault", entry.key.removeprefix(_INJECTED), entry.location, remote=remote)


def templated(
    found: Object, spec: Node | None, name: str, keys: set[str], store: str | None, setting: Setting
) -> Iterator[SecretDeclared]:
    """Keys that an external secret's template makes of what it took."""
    for entry in entries(spec, "target", "template", "data"):
        if entry.key not in keys and is_secret_name(entry.key):
            yield _declared(found, setting, "external-secrets", name, entry.location, key=entry.key, store_name=store)


def _declared(
    found: Object,
    setting: Setting,
    store: str,
    name: str,
    where: Location,
    *,
    key: str | None = None,
    remote: str | None = None,
    store_name: str | None = None,
) -> SecretDeclared:
    return SecretDeclared(
        name,
        store,
        where,
        key=key,
        remote=remote,
        store_name=store_name,
        environment=setting.environment,
        namespace=found.namespace,
    )
