"""How one Compose text is laid over another: for `extends` and for files of one project. Every value keeps its place."""

from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, items

# Keys whose value is taken from the upper text as a whole.
_WHOLE = frozenset({"command", "entrypoint", "test"})
# Keys that may be written as a list of NAME=value or as a mapping.
_PAIRS = frozenset({"annotations", "args", "environment", "extra_hosts", "labels", "sysctls"})
_DEEPEST = 50
# `ports: !reset []` takes away what is below, `ports: !override […]` puts something else in its place.
RESET, _OVERRIDE = "!reset", "!override"
# No service has so many of anything; aliases could make a small file seem to.
_MOST = 2000


def merged(under: Node, over: Node) -> Node:
    """`over` laid over `under`: mappings by key, lists one after the other, everything else replaced; `!reset` takes away."""
    return _Merging().merged(under, over, "", 0)


class _Merging:
    """Merges each pair of shared nodes once, so that aliases cannot unfold."""

    def __init__(self) -> None:
        self._done: dict[tuple[int, int, str], tuple[Node, Node, Node]] = {}

    def merged(self, under: Node, over: Node, key: str, depth: int) -> Node:
        known = (id(under), id(over), key)
        if known not in self._done:
            self._done[known] = (under, over, self._make(under, over, key, depth))
        return self._done[known][2]

    def _make(self, under: Node, over: Node, key: str, depth: int) -> Node:
        if key in _WHOLE or depth > _DEEPEST:
            return over
        if isinstance(over, Scalar) and over.value is None:
            return under
        under, over = _alike(under, key), _alike(over, key)
        if isinstance(under, Mapping) and isinstance(over, Mapping):
            entries = {entry.key: entry for entry in under.entries}
            for entry in over.entries:
                if entry.value.tag == RESET:
                    entries.pop(entry.key, None)
                    continue
                below = entries.get(entry.key) if entry.value.tag != _OVERRIDE else None
                value = self.merged(below.value, entry.value, entry.key, depth + 1) if below else entry.value
                entries[entry.key] = Entry(entry.key, value, entry.location)
            return Mapping(tuple(entries.values()), over.location)
        if isinstance(under, Sequence) and isinstance(over, Sequence):
            return Sequence(_joined(under, over, key), over.location)
        return over


def pairs(node: Node | None) -> tuple[Entry, ...]:
    """The entries of a mapping, or of a list of NAME=value; a NAME alone has a null value. At most two thousand."""
    if isinstance(node, Mapping):
        return node.entries[:_MOST]
    if not isinstance(node, Sequence):
        return ()
    found = []
    for item in node.items[:_MOST]:
        if isinstance(item, Scalar):
            name, given, value = item.text.partition("=")
            found.append(Entry(name.strip(), Scalar(value if given else None, value, item.location), item.location))
    return tuple(found)


def listed(node: Node | None, key: str) -> tuple[Node, ...]:
    """The items of a list of a service. At most two thousand."""
    return items(node, key)[:_MOST]


def mount_target(item: Node) -> str:
    """Where a volume is mounted in the container, in the short or the long form."""
    if isinstance(item, Mapping):
        entry = item.entry("target")
        return entry.value.text if entry and isinstance(entry.value, Scalar) else ""
    parts = item.text.split(":") if isinstance(item, Scalar) else []
    return parts[1] if len(parts) > 1 else "".join(parts)


def _alike(node: Node, key: str) -> Node:
    """The long form of what has a short one, so that the two can be merged."""
    if key in _PAIRS and isinstance(node, Sequence):
        return Mapping(pairs(node), node.location)
    if key == "build" and isinstance(node, Scalar):
        return Mapping((Entry("context", node, node.location),), node.location)
    if key in ("depends_on", "networks") and isinstance(node, Sequence):
        names = [item for item in node.items if isinstance(item, Scalar)]
        return Mapping(tuple(Entry(item.text, Mapping((), item.location), item.location) for item in names), node.location)
    if key in ("env_file", "dns", "tmpfs") and isinstance(node, Scalar):
        return Sequence((node,), node.location)
    return node


def _joined(under: Sequence, over: Sequence, key: str) -> tuple[Node, ...]:
    if key == "volumes":
        replaced = {mount_target(item) for item in over.items}
        return (*(item for item in under.items if mount_target(item) not in replaced), *over.items)
    written = {item.text for item in under.items if isinstance(item, Scalar)}
    return (*under.items, *(item for item in over.items if not (isinstance(item, Scalar) and item.text in written)))
