"""Strategic merge: a partial object laid over a whole one, lists of named things merged by their names."""

from opsworthy.facts.kustomize.editing import with_entry, without
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, string

_DIRECTIVES = ("$patch", "$retainKeys")
_PREFIXES = ("$setElementOrder/", "$deleteFromPrimitiveList/")
_MOST_ENTRIES = 50_000
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


class TooMuch(ValueError):
    """A patch that unfolds, through its aliases, into more than any real one holds."""


def merge(base: Mapping, patch: Mapping, by_name: bool = True) -> Mapping | None:
    """The base with the patch over it; None where the patch deletes it. Without `by_name`, as for kinds that Kubernetes does
    not define, lists are replaced whole. Raises TooMuch."""
    return _Merging(by_name).merge(base, patch)


class _Merging:
    def __init__(self, by_name: bool) -> None:
        self._by_name = by_name
        self._left = _MOST_ENTRIES

    def merge(self, base: Mapping, patch: Mapping) -> Mapping | None:
        directive = string(patch, "$patch")
        if directive == "delete":
            return None
        if directive == "replace":
            return Mapping(without(patch, *_DIRECTIVES).entries, base.location)
        merged = base
        for entry in patch.entries:
            self._left -= 1
            if self._left < 0:
                raise TooMuch(f"more than {_MOST_ENTRIES} entries")
            if entry.key not in _DIRECTIVES and not entry.key.startswith(_PREFIXES):
                merged = self._entry(merged, entry)
        return merged

    def _entry(self, base: Mapping, entry: Entry) -> Mapping:
        if isinstance(entry.value, Scalar) and entry.value.value is None:
            return without(base, entry.key)
        below = find(base, entry.key)
        value = self._value(below, entry.value, entry.key)
        return without(base, entry.key) if value is None else with_entry(base, entry.key, value, entry.location)

    def _value(self, base: Node | None, patch: Node, key: str) -> Node | None:
        if isinstance(patch, Mapping):
            return self.merge(base if isinstance(base, Mapping) else Mapping((), patch.location), patch)
        if isinstance(patch, Sequence) and isinstance(base, Sequence) and self._by_name:
            name = _merge_key(key, base, patch)
            return self._list(base, patch, name) if name else patch
        return patch

    def _list(self, base: Sequence, patch: Sequence, name: str) -> Sequence:
        """Items of the same name are merged; those that the patch names come first and in its order, as Kustomize has them."""
        if any(string(item, "$patch") == "replace" and string(item, name) is None for item in patch.items):
            return Sequence(tuple(item for item in patch.items if string(item, name) is not None), patch.location)
        standing = {string(item, name): item for item in base.items}
        named = {string(item, name) for item in patch.items}
        merged = (self._item(standing.get(string(item, name)), item) for item in patch.items)
        rest = (item for item in base.items if string(item, name) not in named)
        return Sequence((*(item for item in merged if item is not None), *rest), base.location)

    def _item(self, base: Node | None, patch: Node) -> Node | None:
        if isinstance(base, Mapping) and isinstance(patch, Mapping):
            return self.merge(base, patch)
        if string(patch, "$patch") == "delete":
            return None
        return without(patch, *_DIRECTIVES) if isinstance(patch, Mapping) else patch


def _merge_key(key: str, base: Sequence, patch: Sequence) -> str | None:
    """What tells the items of a list apart, if it is a list of that sort and all items say it."""
    for name in _KEYS.get(key, ()):
        if all(string(item, name) is not None or string(item, "$patch") for item in (*base.items, *patch.items)):
            return name
    return None
