"""Strategic merge: a partial object laid over a whole one, lists of named things merged by their names."""

from opsworthy.facts.kustomize.editing import with_entry, without
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, string

_DIRECTIVES = ("$patch", "$retainKeys")
_PREFIXES = ("$setElementOrder/", "$deleteFromPrimitiveList/")
_KEYS: dict[str, tuple[str, ...]] = {
    "containers": ("name",),
    "initContainers": ("name",),
    "ephemeralContainers": ("name",),
    "env": ("name",),
    "volumes": ("name",),
    "imagePullSecrets": ("name",),
    "secrets": ("name",),
    "resourceClaims": ("name",),
    "ports": ("containerPort", "port"),
    "volumeMounts": ("mountPath",),
    "volumeDevices": ("devicePath",),
    "hostAliases": ("ip",),
    "topologySpreadConstraints": ("topologyKey",),
}


def merge(base: Mapping, patch: Mapping, by_name: bool = True) -> Mapping | None:
    """The base with the patch over it; None where the patch deletes it. Without `by_name`, as for kinds that Kubernetes does
    not define, lists are replaced whole."""
    directive = string(patch, "$patch")
    if directive == "delete":
        return None
    if directive == "replace":
        return Mapping(without(patch, *_DIRECTIVES).entries, base.location)
    merged = base
    for entry in patch.entries:
        if entry.key in _DIRECTIVES or entry.key.startswith(_PREFIXES):
            continue
        if isinstance(entry.value, Scalar) and entry.value.value is None:
            merged = without(merged, entry.key)
            continue
        below = find(merged, entry.key)
        value = _merged(below, entry.value, entry.key, by_name)
        if value is None:
            merged = without(merged, entry.key)
        elif value is not below:
            merged = with_entry(merged, entry.key, value, entry.location)
    return merged


def _merged(base: Node | None, patch: Node, key: str, by_name: bool) -> Node | None:
    if isinstance(patch, Mapping):
        return merge(base if isinstance(base, Mapping) else Mapping((), patch.location), patch, by_name)
    if isinstance(patch, Sequence) and isinstance(base, Sequence) and by_name:
        name = _merge_key(key, base, patch)
        return _by_name(base, patch, name) if name else patch
    return patch


def _merge_key(key: str, base: Sequence, patch: Sequence) -> str | None:
    """What tells the items of a list apart, if it is a list of that sort and all items say it."""
    for name in _KEYS.get(key, ()):
        if all(string(item, name) is not None or string(item, "$patch") for item in (*base.items, *patch.items)):
            return name
    return None


def _by_name(base: Sequence, patch: Sequence, name: str) -> Sequence:
    """Items of the same name are merged where they stand; new ones come first, as Kustomize has them."""
    if any(string(item, "$patch") == "replace" and string(item, name) is None for item in patch.items):
        return Sequence(tuple(item for item in patch.items if string(item, name) is not None), patch.location)
    patches = {string(item, name): item for item in patch.items}
    known = {string(item, name) for item in base.items}
    new = [item for item in patch.items if string(item, name) not in known and string(item, "$patch") != "delete"]
    kept: list[Node] = []
    for item in base.items:
        change = patches.get(string(item, name))
        if isinstance(item, Mapping) and isinstance(change, Mapping):
            merged = merge(item, change)
            kept += [merged] if merged is not None else []
        else:
            kept.append(item)
    return Sequence((*(_clean(item) for item in new), *kept), base.location)


def _clean(item: Node) -> Node:
    return without(item, *_DIRECTIVES) if isinstance(item, Mapping) else item
