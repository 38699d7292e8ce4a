"""Secrets as constants of settings modules of Python."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.settings import STORE, is_kept
from opsworthy.text.code import Code
from opsworthy.text.secrecy import in_clear
from opsworthy.text.syntax import written

_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]{2,60}")


def settings_constants(code: Code) -> Iterator[SecretDeclared]:
    """Constants of a module of settings that are given a literal text: SECRET_KEY = "…"."""
    for statement in code.root.named_children:
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


def _literal(node: Node) -> str | None:
    """The text of a string without anything put into it."""
    inner = [each for each in node.named_children if each.type not in ("string_start", "string_end")]
    if node.type != "string" or any(each.type != "string_content" for each in inner):
        return None
    return "".join(written(each) for each in inner)
