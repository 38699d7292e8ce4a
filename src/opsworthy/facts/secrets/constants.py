"""Secrets as constants of settings modules of Python."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.settings import STORE, is_kept
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear
from opsworthy.text.syntax import written

_CLASS = regex(r"(?i)config|settings")
_ASIDE = regex(r"(?i)test|local|dev(?!ice)|debug")
_CONSTANT = regex(r"[A-Z][A-Z0-9_]{2,60}")


def settings_constants(code: Code) -> Iterator[SecretDeclared]:
    """Constants of a module of settings, or of a class in it, that are given a literal text: SECRET_KEY = "…"."""
    for statement in _statements(code.root):
        assigned = statement.named_children[0] if statement.type == "expression_statement" and statement.named_children else None
        if assigned is None or assigned.type != "assignment":
            continue
        name, value = assigned.child_by_field_name("left"), assigned.child_by_field_name("right")
        literal = _literal(value) if value is not None else None
        if name is None or literal is None or not _CONSTANT.fullmatch(written(name)):
            continue
        if is_kept((written(name),), literal):
            clear = in_clear(written(name), literal.replace("$", "_"))  # A dollar sign puts nothing in here.
            yield SecretDeclared(written(name), STORE, code.place(name), in_clear=clear)


def _statements(root: Node) -> Iterator[Node]:
    """What the module and its classes of settings assign; those for tests and developers, such as LocalConfig, do not count."""
    for statement in root.named_children:
        if statement.type != "class_definition":
            yield statement
            continue
        name, body = statement.child_by_field_name("name"), statement.child_by_field_name("body")
        if name is not None and body is not None and _CLASS.search(written(name)) and not _ASIDE.search(written(name)):
            yield from body.named_children


def _literal(node: Node) -> str | None:
    """The text of a string without anything put into it."""
    inner = [each for each in node.named_children if each.type not in ("string_start", "string_end")]
    if node.type != "string" or any(each.type != "string_content" for each in inner):
        return None
    return "".join(written(each) for each in inner)
