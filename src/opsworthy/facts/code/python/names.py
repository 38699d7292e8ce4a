"""What the names of one Python file stand for: imports, objects made once, constants."""

from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import plain
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_DEEPEST = 12


def module_name(path: str) -> str:
    """The dotted name of a file from the root of the tree: `app/settings/__init__.py` is `app.settings`."""
    stem = path.removesuffix(".py")
    return stem.removesuffix("/__init__").replace("/", ".") if stem != "__init__" else ""


@dataclass(slots=True)
class Names:
    """Dotted names by local name (`environ` → `os.environ`), and the literals of module-level names that are assigned once."""

    module: str
    dotted: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str | None] = field(default_factory=dict)

    def of(self, node: Node | None, depth: int = 0) -> str | None:
        """The dotted name of an expression: `os.environ.get`, `environ.Env().str`; None where it begins with an unknown name."""
        if node is None or depth > _DEEPEST:
            return None
        if node.type == "identifier":
            return self.dotted.get(written(node))
        if node.type == "attribute":
            before = self.of(node.child_by_field_name("object"), depth + 1)
            return f"{before}.{written(node.child_by_field_name('attribute'))}" if before else None
        if node.type == "call":
            before = self.of(node.child_by_field_name("function"), depth + 1)
            return f"{before}()" if before else None
        return None

    def text(self, node: Node | None) -> str | None:
        """A literal, or the literal that a constant of this file holds."""
        if node is not None and node.type == "identifier":
            return self.constants.get(written(node))
        return plain(node)


def names_of(code: Code) -> Names:
    """The names of a file. A name that is assigned different things keeps the first that is known."""
    names = Names(module_name(code.source.path))
    package = names.module if code.source.path.endswith("/__init__.py") else names.module.rpartition(".")[0]
    for node in code.of("import_statement", "import_from_statement"):
        _import(node, package, names.dotted)
    for node in code.of("assignment"):
        _assignment(node, names)
    return names


def _import(node: Node, package: str, dotted: dict[str, str]) -> None:
    source = node.child_by_field_name("module_name")
    before = _source(written(source), package) + "." if source is not None else ""
    for child in node.children_by_field_name("name"):
        name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
        if name is not None and alias is not None:
            dotted[written(alias)] = before + written(name)
        elif source is not None:
            dotted[written(child)] = before + written(child)
        else:
            first = written(child).partition(".")[0]
            dotted[first] = first


def _source(name: str, package: str) -> str:
    if not name.startswith("."):
        return name
    rest = name.lstrip(".")
    parts = package.split(".") if package else []
    above = parts[: len(parts) - (len(name) - len(rest) - 1)]
    return ".".join([*above, rest] if rest else above)


def _assignment(node: Node, names: Names) -> None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or left.type != "identifier":
        return
    name = written(left)
    if right.type in ("call", "attribute", "identifier"):
        made = names.of(right)
        if made is not None:
            names.dotted.setdefault(name, made)
        return
    statement = node.parent
    if statement is not None and statement.parent is not None and statement.parent.type == "module":
        value = plain(right)
        names.constants[name] = value if names.constants.get(name, value) == value else None
