"""What every tree-sitter tree shares: places, errors, text."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.text.location import Location
from opsworthy.text.source import Source


def place(source: Source, node: SyntaxNode) -> Location:
    """The location of a syntax node; columns count bytes of UTF-8, as tree-sitter does."""
    (row, column), (end_row, end_column) = node.start_point, node.end_point
    return Location(source.path, row + 1, column + 1, end_row + 1, end_column + 1)


def written(node: SyntaxNode | None) -> str:
    """The text of a node; empty for None."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def descend(node: SyntaxNode) -> Iterator[SyntaxNode]:
    """Every named node below and including this one, in the order of the text, without recursion."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(here.named_children))


def first_error(root: SyntaxNode) -> SyntaxNode | None:
    """The first ERROR or missing node, or None where the text parsed."""
    if not root.has_error:
        return None
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here.is_error or here.is_missing:
            return here
        waiting.extend(child for child in reversed(here.children) if child.has_error or child.is_missing)
    return root
