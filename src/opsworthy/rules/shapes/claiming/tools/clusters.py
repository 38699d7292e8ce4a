"""kubectl and its kin: objects, containers, labels, ports, images."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line
from opsworthy.text.regex import regex

TOOLS = frozenset(["kubectl", "oc", "k", "microk8s", "k3s", "helm", "stern"])
_KINDS = {
    "deployment": "workload", "statefulset": "workload", "daemonset": "workload", "cronjob": "workload", "service": "service",
    "configmap": "configmap", "hpa": "autoscaler", "ingress": "ingress", "persistentvolumeclaim": "volume",
    "namespace": "namespace", "container": "container", "secret": "secret",
}  # fmt: skip
_OWNERS = ("deployment", "statefulset", "daemonset", "cronjob", "service", "pod")
_ORDINAL = regex(r"(.+?)-\d{1,2}\Z")
_LABEL = regex(r"([\w./-]+)==?([\w.-]+)\Z")


def read(line: Line) -> Iterator[Claim]:
    """What one command names. What it creates is new, and only its namespace is claimed to be there."""
    creates = "create" in line.words or "run" in line.words[1:2]
    owner = next((target.name for target in line.command.targets if target.kind in _OWNERS), "")
    for target in line.command.targets:
        kind = _KINDS.get(target.kind)
        if kind is not None and (not creates or kind == "namespace") and not (kind == "namespace" and "namespace" in line.words):
            claim = line.claim(kind, target.name, owner if kind == "container" else "")
            yield replace(claim, beside=()) if creates else claim
        elif target.kind == "label" and not creates:
            yield from _labels(line, target.name)
        elif target.kind == "pod" and (stateful := _ORDINAL.match(target.name)):
            yield line.claim("workload", stateful[1], sure=False)
    for source in line.given("--from"):
        if source.startswith("cronjob/"):
            yield line.claim("workload", source.partition("/")[2])
    yield from _forwarded(line, owner)
    yield from _set(line, owner)


def _labels(line: Line, selector: str) -> Iterator[Claim]:
    for part in selector.split(","):
        if _LABEL.match(part.strip()):
            yield line.claim("label", part.strip().replace("==", "="))


def _forwarded(line: Line, owner: str) -> Iterator[Claim]:
    """The ports behind a `port-forward`; the local side is the operator's own choice."""
    if "port-forward" not in line.words:
        return
    stateful = _ORDINAL.match(owner)
    for word in line.words[line.words.index("port-forward") + 1 :]:
        local, colon, remote = word.partition(":")
        if (local.isdigit() or not local) and (remote if colon else local).isdigit():
            yield line.claim("port", remote if colon else local, stateful[1] if stateful and "/" not in word else owner)


def _set(line: Line, owner: str) -> Iterator[Claim]:
    """`set image` names containers and images, `set env` variables."""
    if "set" not in line.words:
        return
    after = line.words[line.words.index("set") + 1 :]
    for word in after[1:]:
        name, equals, value = word.partition("=")
        if not equals or name.startswith("-") or "/" in name:
            continue
        if after[0] == "image":
            if name != "*":
                yield line.claim("container", name, owner)
            yield line.claim("image", value, owner)
        elif after[0] == "env":
            yield line.claim("variable", name, owner)
