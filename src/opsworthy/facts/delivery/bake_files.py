"""The two languages of bake files: HCL and JSON."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.delivery.bake import BakeFile, Target
from opsworthy.text.code import Code
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Node, Scalar, Sequence, entries, find, stated

_BLOCKS = ("target", "group", "variable")


def of_json(path: str, root: Node) -> BakeFile:
    """`{"target": {name: {…}}, "group": {…}, "variable": {…}}`."""
    file = BakeFile(path)
    for entry in entries(root, "target"):
        file.targets[entry.key] = _json_target(entry)
    for entry in entries(root, "group"):
        file.groups[entry.key] = _json_target(entry)
    for entry in entries(root, "variable"):
        default = stated(entry.value, "default")
        if default is not None:
            file.variables[entry.key] = default
    return file


def _json_target(entry: Entry) -> Target:
    target = Target(entry.key, entry.location)
    for each in entries(entry.value):
        if isinstance(each.value, Scalar) and isinstance(each.value.value, str):
            target.texts[each.key] = Stated(each.value.text, each.value.location)
        elif isinstance(each.value, Sequence):
            found = [Stated(item.text, item.location) for item in each.value.items if isinstance(item, Scalar)]
            target.lists[each.key] = found
    return target


def is_bake_json(root: Node) -> bool:
    return find(root, "target") is not None or find(root, "group") is not None


def of_hcl(code: Code) -> BakeFile:
    """Blocks at the top of the file; a key whose value is computed is left out, with what it would say."""
    file = BakeFile(code.source.path)
    for block in _blocks(code.root):
        words = [_word(child) for child in block.named_children if child.type in ("identifier", "string_lit")]
        if len(words) != 2 or words[0] not in _BLOCKS:
            continue
        target = Target(words[1], code.place(block))
        for name, value in _attributes(block):
            _set(code, target, name, value)
        if words[0] == "variable":
            if "default" in target.texts:
                file.variables[target.name] = target.texts["default"]
        else:
            (file.targets if words[0] == "target" else file.groups)[target.name] = target
    return file


def _blocks(root: SyntaxNode) -> Iterator[SyntaxNode]:
    for body in root.named_children:
        if body.type == "body":
            yield from (child for child in body.named_children if child.type == "block")


def _attributes(block: SyntaxNode) -> Iterator[tuple[str, SyntaxNode]]:
    body = next((child for child in block.named_children if child.type == "body"), None)
    for child in body.named_children if body is not None else ():
        parts = child.named_children
        if child.type == "attribute" and len(parts) == 2:
            yield _word(parts[0]), parts[1]


def _set(code: Code, target: Target, name: str, value: SyntaxNode) -> None:
    inner = _only(value)
    text = _text(inner)
    if text is not None:
        target.texts[name] = Stated(text, code.place(value))
        return
    if inner.type == "tuple":
        found = [(_text(_only(each)), each) for each in inner.named_children if each.type == "expression"]
        target.lists[name] = [Stated(word, code.place(each)) for word, each in found if word is not None]


def _only(node: SyntaxNode) -> SyntaxNode:
    """The inmost of nodes that only wrap another."""
    while len(node.named_children) == 1 and node.type in ("expression", "literal_value", "collection_value"):
        node = node.named_children[0]
    return node


def _text(node: SyntaxNode) -> str | None:
    """What a literal says, `${NAME}` kept as written; a bare variable is written as one; None for what is computed."""
    written = (node.text or b"").decode("utf-8", "replace")
    if node.type in ("string_lit", "template_expr", "quoted_template"):
        return written[1:-1] if written[:1] == '"' else None
    if node.type == "variable_expr":
        return f"${{{written}}}"
    return written if node.type in ("numeric_lit", "bool_lit") else None


def _word(node: SyntaxNode) -> str:
    return (node.text or b"").decode("utf-8", "replace").strip('"')
