"""From objects to facts: which kind is read by what."""

from collections.abc import Callable, Iterable, Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes import configuration, network, scaling, workloads
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.setting import Setting, setting_of
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

KINDS = frozenset({*_READERS, "PersistentVolumeClaim"})
"""The kinds that say something to us."""


def facts_of(objects: Iterable[Object], environment: str | None) -> Iterator[Told]:
    """The facts of objects that are applied together."""
    together = tuple(objects)
    setting = setting_of(together, environment)
    for each in together:
        groups, reader = _READERS.get(each.kind, ((), None))
        if reader is None or each.group not in groups:
            continue
        if _is_filled_in_elsewhere(each.name):
            if "{{" not in each.name:
                advice = "write the name out, or leave the file to the tool that fills it in"
                yield Problem(each.location, f"the name of this {each.kind} is a variable that no file here fills in", advice)
            continue
        yield from reader(each, setting)


def _is_filled_in_elsewhere(name: str) -> bool:
    return any(mark in name for mark in ("{{", "${", "$(", "<%", "%%", "__"))


def namespace_of(objects: Iterable[Object]) -> str | None:
    """The namespace that all objects name, as far as they name one, or else the only one that is declared among them."""
    together = tuple(objects)
    named = {each.namespace for each in together if each.namespace}
    declared = {each.name for each in together if each.kind == "Namespace"}
    names = named or declared
    return names.pop() if len(names) == 1 else None
