"""Mix projects: name, version and direct dependencies."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.elixir.terms import calls, pairs, text_of
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.code import Code
from opsworthy.text.syntax import descend

_MOST = 2000
_ALONE = frozenset({"dev", "test"})


def package_of(code: Code) -> PackageDeclared | None:
    """What a mix.exs declares; None where no project is in it. One that describes a package is for others."""
    project = _body(code.root, "project")
    said = {key: value for key, value, _ in pairs(_list_in(project))} if project is not None else {}
    if "app" not in said:
        return None
    return PackageDeclared(
        path=code.source.path,
        ecosystem="elixir",
        location=code.place(said["app"]),
        name=text_of(said["app"]),
        version=text_of(said.get("version")),
        dependencies=tuple(_dependencies(code)),
        private="package" not in said,
        publishable="package" in said,
    )


def _dependencies(code: Code) -> Iterator[Dependency]:
    body = _body(code.root, "deps")
    found = [node for node in descend(body) if node.type == "tuple"] if body is not None else []
    for node in found[:_MOST]:
        parts = node.named_children
        name = text_of(parts[0]) if parts and parts[0].type == "atom" else None
        if name is None:
            continue
        version = text_of(parts[1]) if len(parts) > 1 and parts[1].type == "string" else None
        yield Dependency(name, code.place(node), version, _is_for_developers(parts[-1]))


def _is_for_developers(options: Node) -> bool:
    """Whether `only:` names environments of developers alone."""
    told = next((value for key, value, _ in pairs(options) if key == "only"), None)
    named = {text_of(each) for each in (told, *(told.named_children if told is not None else ())) if each is not None} - {None}
    return bool(named) and named <= _ALONE


def _body(root: Node, function: str) -> Node | None:
    """The block of `def name do … end`."""
    for _, node, arguments in calls(root, "def", "defp"):
        first = arguments[0] if arguments else None
        named = first.named_children[0] if first is not None and first.type == "call" and first.named_children else first
        if named is not None and named.type == "identifier" and named.text == function.encode():
            return next((each for each in node.named_children if each.type == "do_block"), None)
    return None


def _list_in(block: Node) -> Node | None:
    return next((each for each in block.named_children if each.type == "list"), None)
