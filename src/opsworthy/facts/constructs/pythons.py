"""Constructors in Python."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.constructs.construct import CODE, HELD, Construct
from opsworthy.text.code import Code
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.syntax import written

_MOST = 3000
_DEEPEST = 12
_LONGEST = 300


def constructs(code: Code, id_at: int) -> Iterator[Construct]:
    """Every call of an imported class; `id_at` is where the literal name stands among the plain arguments."""
    names = _imports(code)
    for node in code.of("call")[:_MOST]:
        origin = _origin(node.child_by_field_name("function"), names)
        held = node.child_by_field_name("arguments")
        if origin is None or held is None or held.type != "argument_list":
            continue
        children = [child for child in held.named_children if child.type != "comment"]
        passed = [child for child in children if child.type not in ("keyword_argument", "list_splat", "dictionary_splat")]
        keywords = {written(child.child_by_field_name("name")): child for child in children if child.type == "keyword_argument"}
        said = passed[id_at] if len(passed) > id_at else _value(keywords.get("id") or keywords.get("resource_name"))
        if said is None:
            continue
        module, _, name = origin.rpartition(".")
        place = code.place(node)
        entries = [Entry(key, to_node(code, _value(child), 0), code.place(child)) for key, child in keywords.items()]
        entries += _splatted(code, children)
        yield Construct(module, name, _text(said) or "", Mapping(tuple(entries), place), place, _held_as(node), _is_looped(node))


def _splatted(code: Code, arguments: list[SyntaxNode]) -> list[Entry]:
    """What `**options` brings, where one dictionary of literal keys is held under that name."""
    found: list[Entry] = []
    for splat in arguments:
        name = written(splat.named_children[0]) if splat.type == "dictionary_splat" and splat.named_children else ""
        held = [each for each in code.of("assignment") if name and written(each.child_by_field_name("left")) == name]
        value = held[0].child_by_field_name("right") if len(held) == 1 else None
        given = to_node(code, value, 0) if value is not None and value.type == "dictionary" else None
        found += given.entries if isinstance(given, Mapping) else ()
    return found


def added(code: Code, *methods: str) -> Iterator[Construct]:
    """Every call of some methods upon a variable: `task.add_container("web", image=…)`; `module` is that variable."""
    for node in code.of("call")[:_MOST]:
        called, held = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        method = written(called.child_by_field_name("attribute")) if called is not None and called.type == "attribute" else ""
        if method not in methods or called is None or held is None:
            continue
        children = [child for child in held.named_children if child.type != "comment"]
        plain = [child for child in children if child.type != "keyword_argument"]
        keywords = {written(child.child_by_field_name("name")): child for child in children if child.type == "keyword_argument"}
        said = _text(plain[0]) if plain else _text(_value(keywords.get("id")))
        entries = [Entry(key, to_node(code, _value(child), 0), code.place(child)) for key, child in keywords.items()]
        bundles = [to_node(code, child, 0) for child in plain if child.type == "call"]
        place = code.place(node)
        properties = bundles[0] if bundles else Mapping(tuple(entries), place)
        upon = written(called.child_by_field_name("object")).removeprefix("self.")
        yield Construct(upon, method, said or "", properties, place, _held_as(node), _is_looped(node))


def _value(keyword: SyntaxNode | None) -> SyntaxNode | None:
    return keyword.child_by_field_name("value") if keyword is not None else None


def _imports(code: Code) -> dict[str, str]:
    """Local names by the module or class that they stand for."""
    found: dict[str, str] = {}
    for node in code.of("import_statement", "import_from_statement"):
        module = written(node.child_by_field_name("module_name"))
        for child in node.children_by_field_name("name"):
            if child.type == "aliased_import":
                name, local = written(child.child_by_field_name("name")), written(child.child_by_field_name("alias"))
            else:
                name = written(child)
                local = name if module else name.partition(".")[0]
                name = name if module else local
            found[local] = f"{module}.{name}" if module else name
    return found


def _origin(callee: SyntaxNode | None, names: dict[str, str]) -> str | None:
    """`module.Class` of what is called, if it was imported."""
    parts: list[str] = []
    node = callee
    while node is not None and node.type == "attribute" and len(parts) < 8:
        parts.append(written(node.child_by_field_name("attribute")))
        node = node.child_by_field_name("object")
    if node is None or node.type != "identifier" or written(node) not in names:
        return None
    return ".".join((names[written(node)], *reversed(parts)))


def to_node(code: Code, node: SyntaxNode | None, depth: int) -> Node:
    """A value as data; what the program computes is tagged as such."""
    assert node is not None
    place = code.place(node)
    if node.type == "dictionary" and depth < _DEEPEST:
        entries = []
        for child in node.named_children[:_MOST]:
            key = _text(child.child_by_field_name("key")) if child.type == "pair" else None
            if key is not None:
                value = to_node(code, child.child_by_field_name("value"), depth + 1)
                entries.append(Entry(key, value, code.place(child)))
        return Mapping(tuple(entries), place)
    if node.type == "list" and depth < _DEEPEST:
        return Sequence(tuple(to_node(code, child, depth + 1) for child in node.named_children[:_MOST]), place)
    text = _text(node)
    if text is not None:
        return Scalar(text, text, place)
    if node.type in ("integer", "float", "true", "false"):
        number = written(node).lower()
        return Scalar(number, number, place)
    if node.type == "call" and _is_properties(node):
        return _of_call(code, node, depth)
    if node.type in ("identifier", "attribute"):
        return Scalar(written(node), written(node).removeprefix("self."), place, HELD)
    return Scalar(None, written(node)[:_LONGEST], place, CODE)


def _is_properties(node: SyntaxNode) -> bool:
    """Whether a call only makes a bundle of properties: `ecs_patterns.…TaskImageOptions(…)`, `aws.…Args(…)`."""
    name = written(node.child_by_field_name("function"))
    return name.endswith(("Options", "Args", "Props", "Property", "PortMapping", "HealthCheck"))


def _of_call(code: Code, node: SyntaxNode, depth: int) -> Node:
    held = node.child_by_field_name("arguments")
    entries = []
    for child in held.named_children if held is not None and depth < _DEEPEST else ():
        if child.type == "keyword_argument":
            name = written(child.child_by_field_name("name"))
            entries.append(Entry(name, to_node(code, child.child_by_field_name("value"), depth + 1), code.place(child)))
    return Mapping(tuple(entries), code.place(node))


def _text(node: SyntaxNode | None) -> str | None:
    """A string without anything put in."""
    if node is None or node.type != "string" or any(child.type == "interpolation" for child in node.named_children):
        return None
    return "".join(written(child) for child in node.named_children if child.type == "string_content")


def _held_as(node: SyntaxNode) -> str:
    above = node.parent
    left = written(above.child_by_field_name("left")) if above is not None and above.type == "assignment" else ""
    return left.removeprefix("self.")


def _is_looped(node: SyntaxNode) -> bool:
    here = node.parent
    while here is not None:
        if here.type in ("for_statement", "while_statement", "list_comprehension"):
            return True
        here = here.parent
    return False
