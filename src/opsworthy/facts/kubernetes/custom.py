"""Custom resources: what an operator is told to make, by the marks of its kinds; secret stores and backups among them."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.infrastructure import BackupDeclared, Resource
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.secret_kinds import mounted, read_store_access, store_of
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.marked import resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.view import View
from opsworthy.text.node import Mapping, Scalar, entries, find, items, stated, string

_TOOLS = (
    (".cnrm.cloud.google.com", "config-connector"),
    (".services.k8s.aws", "ack"),
    (".upbound.io", "crossplane"),
    (".crossplane.io", "crossplane"),
    (".azure.com", "azure-service-operator"),
)
_BACKED_UP = (("backup", "barmanObjectStore"), ("backup", "volumeSnapshot"), ("backups", "pgbackrest"))


def read(found: Object, setting: Setting) -> Iterator[Told]:
    """A resource that is marked; nothing for any other kind."""
    type_name = f"{found.group}/{found.kind}"
    mark = mark_of(type_name) if "." in found.group else None
    if mark is None:
        return
    tool = next((tool for ending, tool in _TOOLS if found.group.endswith(ending)), "kubernetes")
    address = f"{found.kind}/{found.name}"
    yield resource(mark, View(found.node), tool, type_name, address, found.location, environment=setting.environment)
    yield from _own_backup(found, setting)


def _own_backup(found: Object, setting: Setting) -> Iterator[BackupDeclared]:
    """The backup that a cluster's own settings turn on, its schedule where it stands there too."""
    for path in _BACKED_UP:
        node = find(found.spec, *path)
        if node is not None:
            retention = stated(found.spec, "backup", "retentionPolicy")
            schedule = stated(node, "repos", 0, "schedules", "full")
            where = node.location
            yield BackupDeclared(found.name, found.group, where, found.name, schedule, retention, setting.environment)
            return


def read_scheduled_backup(found: Object, setting: Setting) -> Iterator[Told]:
    """CloudNativePG's ScheduledBackup: its schedule begins with seconds."""
    yield BackupDeclared(
        found.name,
        found.group,
        found.location,
        string(found.spec, "cluster", "name"),
        stated(found.spec, "schedule"),
        environment=setting.environment,
    )


def read_velero_schedule(found: Object, setting: Setting) -> Iterator[Told]:
    """Velero: what it backs up are namespaces; without any it is the whole cluster."""
    spaces = [each.text for each in items(found.spec, "template", "includedNamespaces") if isinstance(each, Scalar)]
    yield BackupDeclared(
        found.name,
        "velero",
        found.location,
        " ".join(spaces) or None,
        stated(found.spec, "schedule"),
        stated(found.spec, "template", "ttl"),
        setting.environment,
    )


def read_store(found: Object, setting: Setting) -> Iterator[Told]:
    """External Secrets Operator: the outside store that secrets are taken from, by its provider."""
    provider = next((entry for entry in entries(found.spec, "provider") if isinstance(entry.value, Mapping)), None)
    if provider is not None:
        yield Resource(
            "kubernetes",
            "external-secrets",
            f"{found.group}/{found.kind}",
            found.name,
            f"{found.kind}/{found.name}",
            "secret-store",
            found.location,
            engine=provider.key.lower(),
            environment=setting.environment,
        )
        yield from read_store_access(found, setting)


def read_certificate(found: Object, setting: Setting) -> Iterator[Told]:
    """cert-manager: the Secret that a certificate and its key are put into."""
    name = stated(found.spec, "secretName")
    if name is not None:
        yield SecretDeclared(
            name.value,
            "cert-manager",
            name.location,
            store_name=string(found.spec, "issuerRef", "name"),
            environment=setting.environment,
            namespace=found.namespace,
        )


def read_vault_secret(found: Object, setting: Setting) -> Iterator[Told]:
    """Vault Secrets Operator: which path of Vault becomes which Secret."""
    name = stated(found.spec, "destination", "name")
    path = "/".join(part for part in (string(found.spec, "mount"), string(found.spec, "path")) if part)
    if name is not None:
        yield SecretDeclared(
            name.value,
            "vault",
            name.location,
            remote=path or None,
            environment=setting.environment,
            namespace=found.namespace,
        )


def read_mounted_secrets(found: Object, setting: Setting) -> Iterator[Told]:
    """Secrets Store CSI driver: the Secrets that it makes of what it mounts."""
    store, synced = store_of(string(found.spec, "provider")), set[str]()
    for each in items(found.spec, "secretObjects"):
        name = stated(each, "secretName")
        for item in items(each, "data") if name is not None else ():
            key = stated(item, "key")
            synced.add(string(item, "objectName") or "")
            yield SecretDeclared(
                name.value if name else "",
                store,
                key.location if key else item.location,
                key=key.value if key else None,
                remote=string(item, "objectName"),
                store_name=found.name,
                environment=setting.environment,
                namespace=found.namespace,
            )
    yield from mounted(found, synced, setting)
