"""What pods are told: ConfigMaps, Secrets, external and sealed secrets; and the namespaces that they stand in."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.embedded import embedded
from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object, place
from opsworthy.facts.kubernetes.secret_kinds import templated
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.settings import leaves, secrets
from opsworthy.facts.workloads import ConfigDeclared, NamespaceDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.secrecy import in_clear, is_placeholder, is_secret

_LONGEST = 2000
_ENCRYPTED = ("ENC[", "AQ.", "vault:", "<path:", "ref+", "op://")
_PUBLIC = ("-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----")


def read_config(found: Object, setting: Setting) -> Iterator[Told]:
    """The keys with values of one line; a key that names a secret is told as one, and so is every one of a settings file that
    a value holds."""
    keys: list[tuple[str, Stated[str]]] = []
    for entry in entries(found.node, "data"):
        if not isinstance(entry.value, Scalar) or entry.value.value is None:
            continue
        if _is_file(entry.value.text):
            yield from _of_file(found, setting, entry.key, entry.value)
            continue
        if is_secret(entry.key, entry.value.text):
            clear = in_clear(entry.key, entry.value.text)
            yield _secret(found, setting, entry.location, entry.key, clear, _clear_at(entry, clear))
        else:
            keys.append((entry.key, Stated(entry.value.text.strip(), entry.value.location)))
    yield ConfigDeclared(found.name, tuple(keys), found.location, setting.environment, found.namespace)


def _of_file(found: Object, setting: Setting, name: str, value: Scalar) -> Iterator[SecretDeclared]:
    """The secrets in clear of a file that a config map holds, as YAML or JSON."""
    if not name.lower().endswith((".yaml", ".yml", ".json")) or "{{" in value.text:
        return
    for root in embedded(value, value.location.path, as_json=name.lower().endswith(".json")):
        for each in secrets(leaves(root), name) if isinstance(root, Mapping) else ():
            if each.in_clear:
                yield replace(each, store="kubernetes", environment=setting.environment, namespace=found.namespace)


def read_secret(found: Object, setting: Setting) -> Iterator[Told]:
    """One fact for each key, none of the values; a Secret without keys is filled in by someone else."""
    encrypted = find(found.node, "sops") is not None
    encoded, plain = entries(found.node, "data"), entries(found.node, "stringData")
    for entry in (*encoded, *plain):
        clear = not encrypted and _is_clear(entry, encoded=entry in encoded)
        yield _secret(found, setting, entry.location, entry.key, clear, _clear_at(entry, clear))
    if not encoded and not plain:
        yield _secret(found, setting, found.location, None, clear=False)


def _is_file(text: str) -> bool:
    return len(text) > _LONGEST or "\n" in text.strip()


def _clear_at(entry: Entry, clear: bool) -> Location | None:
    """Where a value stands in clear, if that is another file than its key's, as a chart's values are."""
    return entry.value.location if clear and entry.value.location.path != entry.location.path else None


def _secret(
    found: Object, setting: Setting, where: Location, key: str | None, clear: bool, clear_at: Location | None = None
) -> SecretDeclared:
    return SecretDeclared(
        found.name,
        "kubernetes",
        where,
        key=key,
        environment=setting.environment,
        namespace=found.namespace,
        in_clear=clear,
        clear_at=clear_at,
    )


def _is_clear(entry: Entry, encoded: bool) -> bool:
    """Whether the value of a Secret's key is the real one: no placeholder, not encrypted, not filled in later, not public."""
    text = entry.value.text if isinstance(entry.value, Scalar) and entry.value.value is not None else ""
    text = (_decoded(text) if encoded else text).strip()
    if is_placeholder(text) or text.startswith((*_ENCRYPTED, *_PUBLIC)):
        return False
    return not (text.startswith(("$(", "${", "{{")) and text.endswith((")", "}")))


def _decoded(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text


def read_external(found: Object, setting: Setting) -> Iterator[Told]:
    """External Secrets Operator: what an outside store puts into which secret."""
    spec = find(found.spec, "externalSecretSpec") or found.spec
    target = string(spec, "target", "name") or string(found.spec, "externalSecretName") or found.name
    store = string(spec, "secretStoreRef", "name")
    told = [(item, stated(item, "secretKey"), string(item, "remoteRef", "key")) for item in items(spec, "data")]
    told += [(item, None, string(item, "extract", "key")) for item in items(spec, "dataFrom")]
    yield from templated(found, spec, target, {key.value for _, key, _ in told if key}, store, setting)
    for item, key, remote in told:
        yield SecretDeclared(
            target,
            "external-secrets",
            _remote_place(item, key),
            key=key.value if key else None,
            remote=remote,
            store_name=string(item, "sourceRef", "storeRef", "name") or store,
            environment=setting.environment,
            namespace=found.namespace,
        )


def _remote_place(item: Node, key: Stated[str] | None) -> Location:
    return key.location if key else item.location


def read_sealed(found: Object, setting: Setting) -> Iterator[Told]:
    """Sealed Secrets: encrypted in the repository, opened in the cluster."""
    name = string(found.spec, "template", "metadata", "name") or found.name
    for entry in entries(found.spec, "encryptedData"):
        yield SecretDeclared(
            name, "sealed-secrets", entry.location, entry.key, environment=setting.environment, namespace=found.namespace
        )


def read_namespace(found: Object, setting: Setting) -> Iterator[Told]:
    yield NamespaceDeclared(found.name, place(found.node, find(found.node, "metadata", "name")), setting.environment)
