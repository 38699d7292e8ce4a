"""From objects to facts: which kind is read by what."""

from collections.abc import Callable, Iterable, Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes import configuration, custom, knative, network, routes, scaling, secret_kinds, workloads
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.setting import Setting, setting_of
from opsworthy.facts.resource_marks import custom_kinds
from opsworthy.text.source import Problem

_Reader = Callable[[Object, Setting], Iterator[Told]]
_APPS = ("apps", "extensions")
_NETWORKING = ("networking.k8s.io", "extensions")
_READERS: dict[str, tuple[tuple[str, ...], _Reader]] = {
    "ConfigMap": (("",), configuration.read_config),
    "CronJob": (("batch",), workloads.read),
    "DaemonSet": (_APPS, workloads.read),
    "Deployment": (_APPS, workloads.read),
    "ExternalSecret": (("external-secrets.io",), configuration.read_external),
    "HorizontalPodAutoscaler": (("autoscaling",), scaling.read_autoscaler),
    "Ingress": (_NETWORKING, network.read_ingress),
    "Job": (("batch",), workloads.read),
    "Namespace": (("",), configuration.read_namespace),
    "NetworkPolicy": (_NETWORKING, network.read_policy),
    "Pod": (("",), workloads.read),
    "PodDisruptionBudget": (("policy",), scaling.read_budget),
    "ReplicaSet": (_APPS, workloads.read),
    "ReplicationController": (("",), workloads.read),
    "ResourceQuota": (("",), scaling.read_quota),
    "SealedSecret": (("bitnami.com",), configuration.read_sealed),
    "Secret": (("",), configuration.read_secret),
    "Service": (("",), network.read_service),
    "StatefulSet": (_APPS, workloads.read),
}

_CUSTOM: dict[tuple[str, str], _Reader] = {
    ("apps.openshift.io", "DeploymentConfig"): workloads.read,
    ("argoproj.io", "Rollout"): workloads.read,
    ("cert-manager.io", "Certificate"): custom.read_certificate,
    ("external-secrets.io", "ClusterExternalSecret"): configuration.read_external,
    ("external-secrets.io", "ClusterSecretStore"): custom.read_store,
    ("external-secrets.io", "SecretStore"): custom.read_store,
    ("gateway.networking.k8s.io", "GRPCRoute"): routes.read_gateway,
    ("gateway.networking.k8s.io", "HTTPRoute"): routes.read_gateway,
    ("isindir.github.com", "SopsSecret"): secret_kinds.read_encrypted,
    ("k8s.bitwarden.com", "BitwardenSecret"): secret_kinds.read_made,
    ("keda.sh", "ScaledJob"): workloads.read,
    ("keda.sh", "ScaledObject"): scaling.read_scaled_object,
    ("networking.istio.io", "VirtualService"): routes.read_istio,
    ("onepassword.com", "OnePasswordItem"): secret_kinds.read_made,
    ("postgresql.cnpg.io", "ScheduledBackup"): custom.read_scheduled_backup,
    ("projectcontour.io", "HTTPProxy"): routes.read_contour,
    ("route.openshift.io", "Route"): routes.read_openshift,
    ("secrets.doppler.com", "DopplerSecret"): secret_kinds.read_made,
    ("secrets.infisical.com", "InfisicalSecret"): secret_kinds.read_made,
    ("secrets-store.csi.x-k8s.io", "SecretProviderClass"): custom.read_mounted_secrets,
    ("secrets.hashicorp.com", "VaultDynamicSecret"): custom.read_vault_secret,
    ("secrets.hashicorp.com", "VaultStaticSecret"): custom.read_vault_secret,
    ("serving.knative.dev", "Service"): knative.read,
    ("spv.no", "AzureKeyVaultSecret"): secret_kinds.read_made,
    ("traefik.containo.us", "IngressRoute"): routes.read_traefik,
    ("traefik.io", "IngressRoute"): routes.read_traefik,
    ("velero.io", "Schedule"): custom.read_velero_schedule,
}

KINDS = frozenset({*_READERS, *(kind for _, kind in _CUSTOM), "PersistentVolumeClaim"})
"""The kinds that say something to us, but for those known by marks alone."""


def is_told(kind: str) -> bool:
    """Whether a kind says something to us."""
    return kind in KINDS or kind.lower() in custom_kinds()


def facts_of(objects: Iterable[Object], environment: str | None) -> Iterator[Told]:
    """The facts of objects that are applied together."""
    together = tuple(objects)
    setting = setting_of(together, environment)
    for each in together:
        reader = _reader(each)
        if _is_filled_in_elsewhere(each.name):
            if "{{" not in each.name:
                advice = "write the name out, or leave the file to the tool that fills it in"
                yield Problem(each.location, f"the name of this {each.kind} is a variable that no file here fills in", advice)
            continue
        yield from reader(each, setting)


def _reader(found: Object) -> _Reader:
    groups, reader = _READERS.get(found.kind, ((), custom.read))
    return reader if found.group in groups else _CUSTOM.get((found.group, found.kind), custom.read)


def _is_filled_in_elsewhere(name: str) -> bool:
    return any(mark in name for mark in ("{{", "${", "$(", "<%", "%%", "__"))


def namespace_of(objects: Iterable[Object]) -> str | None:
    """The namespace that all objects name, as far as they name one, or else the only one that is declared among them."""
    together = tuple(objects)
    named = {each.namespace for each in together if each.namespace}
    declared = {each.name for each in together if each.kind == "Namespace"}
    names = named or declared
    return names.pop() if len(names) == 1 else None
