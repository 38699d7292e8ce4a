"""Go source as an index: functions, methods, constants, variables and imports of every package. Nothing is built."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import tree_sitter_go
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_go.language()))


def text(node: Node | None) -> str:
    return node.text.decode(errors="replace") if node is not None and node.text is not None else ""


def named(node: Node | None, *kinds: str) -> Iterator[Node]:
    """The children of some kinds, through lists of statements."""
    for child in node.named_children if node is not None else ():
        if child.type in kinds:
            yield child


@dataclass(frozen=True, slots=True)
class Place:
    """A declaration with the package and the file that it is in."""

    package: str
    file: str
    node: Node


@dataclass(slots=True)
class Package:
    functions: dict[str, Place] = field(default_factory=dict)
    methods: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    values: dict[str, Place] = field(default_factory=dict)
    inits: list[Place] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)


class Module:
    """All packages of a module, by folder. `path` is the module's name; what it vendors is found below `vendor/`."""

    def __init__(self, path: str, sources: dict[str, str]) -> None:
        self.path = path
        self.beside: tuple[tuple[str, str], ...] = ()
        self.packages: dict[str, Package] = {}
        self.imports: dict[str, dict[str, str]] = {}
        self._sources = sources
        self._folders: dict[str, list[str]] = {}
        for file in sources:
            if not file.endswith("_test.go") and "_windows" not in file:
                self._folders.setdefault(file.rpartition("/")[0], []).append(file)

    def package(self, folder: str) -> Package | None:
        """Parsed when it is first asked for."""
        if folder not in self.packages:
            if folder not in self._folders:
                return None
            self.packages[folder] = Package()
            for file in sorted(self._folders[folder]):
                self._read(folder, file)
        return self.packages[folder]

    def folder(self, file: str, alias: str) -> str | None:
        """The folder of the package that a file knows under a name."""
        path = self.imports.get(file, {}).get(alias)
        if path is None:
            return None
        for begins, below in self.beside:
            if path == begins or path.startswith(f"{begins}/"):
                return f"{below}/{path[len(begins) :].strip('/')}".strip("/")
        if path == self.path or path.startswith(f"{self.path}/"):
            return path[len(self.path) :].strip("/")
        return f"vendor/{path}"

    def _read(self, folder: str, file: str) -> None:
        root = _PARSER.parse(self._sources[file].encode()).root_node
        package = self.packages[folder]
        self.imports[file] = dict(_imports(root))
        package.files.append(file)
        for child in root.named_children:
            place = Place(folder, file, child)
            name = text(child.child_by_field_name("name"))
            if child.type == "function_declaration" and name == "init":
                package.inits.append(place)
            elif child.type == "function_declaration":
                package.functions[name] = place
            elif child.type == "method_declaration":
                package.methods.setdefault(name, []).append((_receiver(child), place))
            elif child.type in ("const_declaration", "var_declaration"):
                package.values.update(_values(child, folder, file))
                package.empty.update(_empty(child))


def _imports(root: Node) -> Iterator[tuple[str, str]]:
    for declaration in named(root, "import_declaration"):
        specs = [*named(declaration, "import_spec")]
        for listed in named(declaration, "import_spec_list"):
            specs.extend(named(listed, "import_spec"))
        for spec in specs:
            path = text(spec.child_by_field_name("path")).strip('"')
            last = path.rpartition("/")[2]
            plain = path.split("/")[-2] if last[:1] == "v" and last[1:].isdigit() else last
            alias = text(spec.child_by_field_name("name"))
            yield f"_{path}" if alias == "_" else alias or plain.rpartition(".")[0] or plain, path


def _receiver(method: Node) -> str:
    return text(method.child_by_field_name("receiver")).strip("()").split(" ")[-1].lstrip("*").partition("[")[0]


def _values(declaration: Node, folder: str, file: str) -> Iterator[tuple[str, Place]]:
    specs = [*named(declaration, "const_spec", "var_spec")]
    for listed in named(declaration, "var_spec_list"):
        specs.extend(named(listed, "var_spec"))
    for spec in specs:
        value = spec.child_by_field_name("value")
        names = spec.children_by_field_name("name")
        given = value.named_children if value is not None else []
        for name, each in zip(names, given, strict=False):
            yield text(name), Place(folder, file, each)


def _empty(declaration: Node) -> Iterator[str]:
    """Variables that are declared without a value."""
    specs = [*named(declaration, "var_spec")]
    for listed in named(declaration, "var_spec_list"):
        specs.extend(named(listed, "var_spec"))
    for spec in specs:
        if spec.child_by_field_name("value") is None:
            yield from (text(name) for name in spec.children_by_field_name("name"))
