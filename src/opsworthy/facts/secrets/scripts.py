"""Secrets that a shell script takes from its environment: variables that it uses and never sets."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.project import VariableRead
from opsworthy.text.code import Code, parse
from opsworthy.text.secrecy import is_secret, is_secret_name
from opsworthy.text.source import Source
from opsworthy.text.syntax import descend, written

_USES = ("simple_expansion", "expansion")
_OF_THE_SHELL = frozenset({"OLDPWD", "PWD"})


def secrets_read(source: Source) -> Iterator[VariableRead]:
    """Each secret variable once, where it is first used; `required` where the script ends without it (`${NAME:?}`)."""
    data = source.text.encode("utf-8", "replace")
    code = Code(source, "bash", data, parse(source, "bash").root_node)
    defined = frozenset(_defined(code))
    told: set[str] = set()
    for use in code.of(*_USES):
        name = _name(use)
        if name in told or name in defined or name in _OF_THE_SHELL or not name.isupper() or not is_secret_name(name):
            continue
        told.add(name)
        mark, text = _given(use)
        if is_secret(name, text if mark.endswith("-") else None):
            yield VariableRead(name, "shell", code.place(use), required=mark.endswith("?"))


def _name(use: Node) -> str:
    return next((written(each) for each in use.named_children if each.type == "variable_name"), "")


def _given(use: Node) -> tuple[str, str | None]:
    """The operator of an expansion and what stands behind it: (":-", "default")."""
    mark = next((each.type for each in use.children if each.type in (":-", "-", ":?", "?")), "")
    _, found, rest = written(use).partition(mark) if mark else ("", "", "")
    return mark, (rest.rstrip("}").strip("\"'") or None) if found else None


def _defined(code: Code) -> Iterator[str]:
    """The variables that the script sets; `NAME=${NAME:-…}` only passes on what it was given."""
    for node in code.of("variable_assignment", "for_statement", "command"):
        if node.type == "command":
            words = [written(each) for each in node.named_children]
            yield from words[1:] if words and words[0] in ("read", "mapfile", "readarray") else ()
            continue
        name = node.named_children[0] if node.named_children else None
        if name is None or name.type != "variable_name":
            continue
        value = node.child_by_field_name("value") if node.type == "variable_assignment" else None
        own = written(name)
        if value is None or not any(each.type in _USES and _name(each) == own for each in descend(value)):
            yield own
