"""The two ways of a migration that is a class: what it does, and what takes it back."""

from tree_sitter import Node

from opsworthy.text.code import Code
from opsworthy.text.syntax import descend, written

_METHODS = ("method_declaration", "method", "function_declaration")
_REFUSALS = ("throwIrreversibleMigrationException", "IrreversibleMigration", "NotSupportedException", "NotImplementedException")


def method_of(code: Code, name: str) -> Node | None:
    """The first method of a name."""
    return next(
        (
            node
            for node in code.of(*(_METHODS[:1] if code.language != "ruby" else ("method",)))
            if written(node.child_by_field_name("name")) == name
        ),
        None,
    )


def does_something(method: Node | None) -> bool:
    """Whether a method has statements, and none that refuses."""
    body = method.child_by_field_name("body") if method is not None else None
    if body is None:
        return False
    if any(refusal in written(body) for refusal in _REFUSALS):
        return False
    return any("comment" not in child.type for child in body.named_children)


def calls_any(method: Node | None, names: frozenset[str]) -> bool:
    """Whether a method calls one of some methods by its bare name."""
    for node in descend(method) if method is not None else ():
        plain = node.type == "call" and node.child_by_field_name("receiver") is None
        if plain and written(node.child_by_field_name("method")) in names:
            return True
    return False
