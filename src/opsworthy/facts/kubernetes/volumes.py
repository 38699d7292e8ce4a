"""Storage that outlives a pod: claims, claim templates, disks and shares."""

from collections.abc import Iterator

from opsworthy.facts.kubernetes.objects import Object, place
from opsworthy.facts.kubernetes.quantities import whole
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.workloads import Volume
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, find, items, stated, string

_LASTING = ("nfs", "csi", "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "gcePersistentDisk", "glusterfs", "rbd")

Mountable = dict[str, tuple[Stated[tuple[str, str]], ...]]
"""The secrets and config maps, as (kind, name), that each volume of a pod holds."""


def volumes(found: Object, pod: Node | None, setting: Setting) -> tuple[Volume, ...]:
    """The lasting volumes of a workload; secrets, config maps and scratch space are none."""
    templates = (_template(node, pod) for node in items(found.spec, "volumeClaimTemplates"))
    named = (_volume(node, pod, setting) for node in items(pod, "volumes"))
    return tuple(volume for volume in (*templates, *named) if volume is not None)


def _template(node: Node, pod: Node | None) -> Volume | None:
    name, size = string(node, "metadata", "name"), find(node, "spec", "resources", "requests", "storage")
    return Volume(name, place(node, size), whole(string(size) or ""), _mount(pod, name)) if name else None


def _volume(node: Node, pod: Node | None, setting: Setting) -> Volume | None:
    name, claim = string(node, "name"), string(node, "persistentVolumeClaim", "claimName")
    if not name:
        return None
    if claim:
        size = setting.claims.get(claim)
        return Volume(claim, size.location if size else node.location, size.value if size else None, _mount(pod, name))
    lasting = any(find(node, kind) is not None for kind in _LASTING)
    return Volume(name, node.location, None, _mount(pod, name)) if lasting else None


def _mount(pod: Node | None, volume: str) -> str | None:
    """Where the first container that mounts a volume sees it."""
    for container in (*items(pod, "containers"), *items(pod, "initContainers")):
        for mount in items(container, "volumeMounts"):
            if string(mount, "name") == volume:
                return string(mount, "mountPath")
    return None


def mountable(pod: Node | None) -> Mountable:
    return {string(node, "name") or "": tuple(_objects(node)) for node in items(pod, "volumes")}


def mounts(container: Node, objects: Mountable) -> tuple[Stated[tuple[str, str]], ...]:
    """The secrets and config maps that a container sees as files."""
    seen = (string(mount, "name") or "" for mount in items(container, "volumeMounts"))
    return tuple(dict.fromkeys(each for volume in seen for each in objects.get(volume, ())))


def _objects(volume: Node) -> Iterator[Stated[tuple[str, str]]]:
    for source in (volume, *items(volume, "projected", "sources")):
        secret = stated(source, "secret", "secretName") or stated(source, "secret", "name")
        config = stated(source, "configMap", "name")
        yield from (Stated(("secret", each.value), each.location) for each in (secret,) if each)
        yield from (Stated(("configmap", each.value), each.location) for each in (config,) if each)
