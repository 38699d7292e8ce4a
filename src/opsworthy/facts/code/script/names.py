"""What the names of one JavaScript or TypeScript file stand for: imports, and objects made by calling an import."""

from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.script.expressions import arguments, bare, plain, text_of
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Import:
    """What a local name was imported as: `name` is `default`, `*` or the exported name."""

    module: str
    name: str


@dataclass(slots=True)
class Names:
    """`made` holds `module:name()` for variables that a call of an import gave; constants are literals of `const` names."""

    imports: dict[str, Import] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def of(self, node: Node | None, depth: int = 0) -> str | None:
        """The origin of an expression: `express:default()`, `express:Router()`, `@nestjs/common:Get`; None where unknown."""
        node = bare(node)
        if node is None or depth > _DEEPEST:
            return None
        if node.type == "identifier":
            name = written(node)
            known = self.imports.get(name)
            return self.made.get(name) or (f"{known.module}:{known.name}" if known else None)
        if node.type == "member_expression":
            before = self.of(node.child_by_field_name("object"), depth + 1)
            return _member(before, written(node.child_by_field_name("property"))) if before else None
        if node.type in ("call_expression", "new_expression"):
            return self._call(node, depth)
        return None

    def _call(self, node: Node, depth: int) -> str | None:
        callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if callee is not None and written(callee) == "require":
            module = text_of(arguments(node)[0]) if arguments(node) else None
            return f"{module}:default" if module else None
        before = self.of(callee, depth + 1)
        return f"{before}()" if before else None

    def text(self, node: Node | None) -> str | None:
        """A literal, or the literal that a constant of this file holds."""
        node = bare(node)
        if node is not None and node.type == "identifier":
            return self.constants.get(written(node))
        return plain(node)


def _member(before: str, name: str) -> str:
    for whole in (":default", ":*"):
        if before.endswith(whole):
            return before.removesuffix(whole) + f":{name}"
    return f"{before}.{name}"


def names_of(code: Code) -> Names:
    names = Names()
    for node in code.of("import_statement"):
        _import(node, names)
    for node in code.of("variable_declarator"):
        _declared(node, names)
    return names


def _import(node: Node, names: Names) -> None:
    module = text_of(node.child_by_field_name("source"))
    if module is None:
        return
    module = module.removeprefix("node:")
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    for child in clause.named_children if clause is not None else ():
        if child.type == "identifier":
            names.imports[written(child)] = Import(module, "default")
        elif child.type == "namespace_import":
            names.imports[written(child.named_children[0])] = Import(module, "*")
        elif child.type == "named_imports":
            for each in child.named_children:
                name = written(each.child_by_field_name("name"))
                names.imports[written(each.child_by_field_name("alias")) or name] = Import(module, name)


def _declared(node: Node, names: Names) -> None:
    left, right = node.child_by_field_name("name"), bare(node.child_by_field_name("value"))
    if left is None or right is None:
        return
    if left.type == "identifier":
        kind = node.parent.child_by_field_name("kind") if node.parent is not None else None
        value = plain(right) if written(kind) == "const" else None
        if value is not None:
            names.constants.setdefault(written(left), value)
            return
        origin = names.of(right)
        if origin is not None:
            names.made.setdefault(written(left), origin)
    elif left.type == "object_pattern":
        origin = names.of(right)
        for child in left.named_children if origin is not None else ():
            local = child.child_by_field_name("value") or child
            key = child.child_by_field_name("key") or child
            if origin is not None and local.type in ("identifier", "shorthand_property_identifier_pattern"):
                names.made.setdefault(written(local), _member(origin, written(key)))
