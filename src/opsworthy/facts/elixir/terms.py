"""Terms of Elixir's syntax: calls by their whole name, keyword lists, texts and atoms."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.text.syntax import descend, written


def calls(root: Node, *names: str) -> Iterator[tuple[str, Node, tuple[Node, ...]]]:
    """Calls of functions by the names that they are written with, `System.get_env`, with their arguments."""
    for node in descend(root):
        if node.type == "call" and node.named_children and (name := written(node.named_children[0])) in names:
            held = next((each for each in node.named_children if each.type == "arguments"), None)
            yield name, node, tuple(held.named_children) if held is not None else ()


def pairs(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    """The keys, values and whole pairs of a keyword list, with or without brackets around it."""
    inside = [node] if node is not None else []
    if node is not None and node.type == "list":
        inside = [each for each in node.named_children if each.type == "keywords"]
    for keywords in inside:
        for pair in keywords.named_children if keywords.type == "keywords" else ():
            if pair.type == "pair" and len(pair.named_children) == 2:
                yield written(pair.named_children[0]).strip().rstrip(":"), pair.named_children[1], pair


def text_of(node: Node | None) -> str | None:
    """The value of a text without interpolation, or of an atom without its colon."""
    if node is None:
        return None
    if node.type == "atom":
        return written(node).removeprefix(":")
    if node.type == "string" and all(each.type == "quoted_content" for each in node.named_children):
        return "".join(written(each) for each in node.named_children)
    return None


def or_else(node: Node) -> tuple[Node, Node] | None:
    """The two sides of `value || other`."""
    operator = node.child_by_field_name("operator") if node.type == "binary_operator" else None
    if operator is None or written(operator) not in ("||", "or"):
        return None
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    return (left, right) if left is not None and right is not None else None
