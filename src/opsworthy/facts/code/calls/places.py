"""What a node stands in, found from the root down: to ask a node for its parent takes time that grows with its depth."""

from collections import deque
from collections.abc import Iterator

from tree_sitter import Node

_HIGHEST = 120
_DEEPEST = 20_000


def around(root: Node, node: Node) -> Iterator[Node]:
    """The nodes that a node stands in, from the inside out, as far as people nest."""
    path: deque[Node] = deque(maxlen=_HIGHEST)
    here: Node | None = root
    for _ in range(_DEEPEST):
        if here is None or here.id == node.id:
            break
        path.append(here)
        here = here.child_with_descendant(node)
    yield from reversed(path)
