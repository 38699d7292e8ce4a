"""What a configuration puts into a cluster: the provider's own resources as the objects they stand for, manifests, charts."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.facts.kubernetes.reading import KINDS, facts_of
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.encodings import decode
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.terraform.values import Encoded, Undetermined, is_null, scalar
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find
from opsworthy.text.regex import regex

_KINDS = {
    "deployment": ("apps/v1", "Deployment"), "stateful_set": ("apps/v1", "StatefulSet"), "daemonset": ("apps/v1", "DaemonSet"),
    "daemon_set": ("apps/v1", "DaemonSet"), "pod": ("v1", "Pod"), "job": ("batch/v1", "Job"), "cron_job": ("batch/v1", "CronJob"),
    "service": ("v1", "Service"), "ingress": ("networking.k8s.io/v1", "Ingress"), "config_map": ("v1", "ConfigMap"),
    "secret": ("v1", "Secret"), "namespace": ("v1", "Namespace"),
    "horizontal_pod_autoscaler": ("autoscaling/v2", "HorizontalPodAutoscaler"),
    "pod_disruption_budget": ("policy/v1", "PodDisruptionBudget"), "network_policy": ("networking.k8s.io/v1", "NetworkPolicy"),
    "resource_quota": ("v1", "ResourceQuota"), "persistent_volume_claim": ("v1", "PersistentVolumeClaim"),
}  # fmt: skip
_TYPE = regex(r"kubernetes_([a-z_]+?)(?:_v[0-9](?:beta[0-9])?)?")
# Blocks that stand for a list in a manifest, and what it is called there.
_LISTS = {
    "container": "containers", "init_container": "initContainers", "port": "ports", "env": "env", "env_from": "envFrom",
    "volume": "volumes", "volume_mount": "volumeMounts", "rule": "rules", "path": "paths", "tls": "tls", "metric": "metrics",
    "volume_claim_template": "volumeClaimTemplates", "http_header": "httpHeaders", "items": "items", "from": "from", "to": "to",
    "ports": "ports", "image_pull_secrets": "imagePullSecrets", "topology_spread_constraint": "topologySpreadConstraints",
}  # fmt: skip
_AS_WRITTEN = frozenset(
    ["labels", "annotations", "match_labels", "data", "binary_data", "limits", "requests", "hard", "selector", "string_data"]
)
_MANIFESTS = {"kubernetes_manifest": "manifest", "kubectl_manifest": "yaml_body", "k8s_manifest": "content"}
_DEEPEST = 30


def in_cluster(stack: Stack) -> Iterator[Told]:
    """The facts of all objects that the stack puts into a cluster."""
    found = [each for made in stack.made if not made.data and not made.module for each in _objects(stack, made)]
    yield from facts_of((each for each in found if each.kind in KINDS), stack.environment)


def _objects(stack: Stack, made: Made) -> Iterator[Object]:
    member = _MANIFESTS.get(made.type)
    if member is not None:
        entry = made.values.entry(member)
        if entry is not None:
            yield from objects_of(_manifest(entry.value))
        return
    match = _TYPE.fullmatch(made.type)
    kind = _KINDS.get(match[1]) if match is not None else None
    if kind is not None:
        yield from objects_of(_object(stack, made, *kind))


def _manifest(value: Node) -> Node:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, Encoded):
        return value.inner or value
    return decode("yaml", value, value.location) if isinstance(value, Scalar) else value


def _object(stack: Stack, made: Made, version: str, kind: str) -> Mapping:
    """The object that a resource stands for, under a name that is known."""
    where = made.location
    entries = [entry for entry in _Translation().of(made.values).entries if entry.key not in ("apiVersion", "kind")]
    metadata = next((entry for entry in entries if entry.key == "metadata"), None)
    held = metadata.value if metadata is not None and isinstance(metadata.value, Mapping) else Mapping((), where)
    name = find(held, "name")
    if not isinstance(name, Scalar) or not isinstance(name.value, str):
        own = Entry("name", scalar(stack.word(made), where), where)
        held = Mapping((own, *(entry for entry in held.entries if entry.key != "name")), held.location)
    rest = [_plain_secret(entry, kind) for entry in entries if entry.key != "metadata"]
    head = (
        Entry("apiVersion", scalar(version, where), where),
        Entry("kind", scalar(kind, where), where),
        Entry("metadata", held, held.location),
    )
    return Mapping((*head, *rest), where)


def _plain_secret(entry: Entry, kind: str) -> Entry:
    """The provider encodes the data of a secret itself."""
    return Entry("stringData", entry.value, entry.location) if kind == "Secret" and entry.key == "data" else entry


class _Translation:
    """Members in the spelling of manifests, each value once however often it is shared."""

    def __init__(self) -> None:
        self.done: dict[int, Node] = {}

    def of(self, node: Mapping, depth: int = 0) -> Mapping:
        """A block that is no list in a manifest is the object that it holds."""
        entries = []
        for entry in node.entries:
            key, value = entry.key, entry.value
            if is_null(value):
                continue
            if key in _AS_WRITTEN and isinstance(value, Mapping):
                entries.append(Entry(_camel(key), value, entry.location))
            elif key in _LISTS and isinstance(value, Sequence):
                entries.append(Entry(_LISTS[key], self._each(value, depth), entry.location))
            elif isinstance(value, Sequence) and value.items and all(isinstance(item, Mapping) for item in value.items):
                entries.append(Entry(_camel(key), self._value(value.items[0], depth), entry.location))
            else:
                entries.append(Entry(_camel(key), self._value(value, depth), entry.location))
        return Mapping(tuple(entries), node.location)

    def _each(self, value: Sequence, depth: int) -> Node:
        return Sequence(tuple(self._value(item, depth) for item in value.items), value.location)

    def _value(self, value: Node, depth: int) -> Node:
        if isinstance(value, Mapping) and depth < _DEEPEST:
            if id(value) not in self.done:
                self.done[id(value)] = self.of(value, depth + 1)
            return self.done[id(value)]
        if isinstance(value, Undetermined) and value.text:
            return Scalar(None, "", value.location)
        return value


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join({"ip": "IP", "fs": "FS"}.get(word, word.capitalize()) for word in rest)
