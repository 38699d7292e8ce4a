"""What runs: Deployments and their like, Jobs, CronJobs, bare Pods."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.containers import containers
from opsworthy.facts.kubernetes.objects import Object, pairs
from opsworthy.facts.kubernetes.secret_kinds import injected
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.kubernetes.variables import secrets_in_clear
from opsworthy.facts.kubernetes.volumes import volumes
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Pairs, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Node, Scalar, find, integer, items, stated, string

_HOOKS = ("helm.sh/hook", "argocd.argoproj.io/hook")
_KNATIVE = "serving.knative.dev"  # Its containers need no name.


def read(found: Object, setting: Setting) -> Iterator[Told]:
    """The workload, and every secret whose value stands among its variables."""
    template = _template(found)
    pod = find(template, "spec")
    yield Workload(
        platform="kubernetes",
        kind=found.kind,
        name=found.name,
        location=found.location,
        environment=setting.environment,
        namespace=found.namespace,
        labels=_labels(found, template),
        selector=_selector(found, template),
        replicas=_replicas(found.spec),
        containers=containers(pod, found.name if found.group == _KNATIVE else None),
        volumes=volumes(found, pod, setting),
        schedule=stated(found.spec, "schedule"),
        hook=_hook(found),
        suspended=string(found.spec, "suspend") == "true",
    )
    yield from injected(found, template, setting)
    for container in (*items(pod, "initContainers"), *items(pod, "containers")):
        for name, where, clear_at in secrets_in_clear(container):
            yield SecretDeclared(
                name,
                "kubernetes",
                where,
                environment=setting.environment,
                namespace=found.namespace,
                in_clear=True,
                clear_at=clear_at,
            )


def _hook(found: Object) -> Stated[str] | None:
    """At which moments of a release Helm or Argo CD runs it."""
    written = (stated(found.node, "metadata", "annotations", key) for key in _HOOKS)
    return next((each for each in written if each is not None), None)


def _template(found: Object) -> Node | None:
    """The pod's own metadata and spec."""
    if found.kind == "Pod":
        return found.node
    if found.kind == "CronJob":
        return find(found.spec, "jobTemplate", "spec", "template")
    if found.kind == "ScaledJob":
        return find(found.spec, "jobTargetRef", "template")
    return find(found.spec, "template")


def _labels(found: Object, template: Node | None) -> Pairs:
    """What the object and its pods are labelled with; a Service picks pods, so theirs win."""
    return tuple(dict((*pairs(found.node, "metadata", "labels"), *pairs(template, "metadata", "labels"))).items())


def _selector(found: Object, template: Node | None) -> Pairs:
    written = pairs(found.spec, "selector", "matchLabels") or pairs(found.spec, "selector")
    return written or pairs(template, "metadata", "labels")


def _replicas(spec: Node | None) -> Stated[int] | Unknown | None:
    node = find(spec, "replicas")
    if not isinstance(node, Scalar) or node.value is None:
        return None
    number = integer(node)
    if number is None:
        return Unknown(f"“{node.text}” is filled in by something that is not in this file", node.location)
    return Stated(number, node.location)
