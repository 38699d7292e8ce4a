"""Environment variables that a schema describes: zod's `parse(process.env)`, envalid's `cleanEnv`, t3's `createEnv`."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.code.script.expressions import arguments, bare, text_of, value_at
from opsworthy.facts.code.script.names import Names
from opsworthy.text.code import Code
from opsworthy.text.syntax import written

_PARSERS = frozenset(["parse", "safeParse", "parseAsync", "safeParseAsync", "validateSync"])
_SECTIONS = ("server", "client", "shared")
_DEEPEST = 12


def schema_reads(code: Code, names: Names, environments: list[Node]) -> Iterator[Read]:
    """The variables of every schema that one of these expressions of the environment is held against."""
    for environment in environments:
        held = environment.parent
        if held is not None and held.type == "arguments" and held.parent is not None:
            yield from _parsed(code, names, held.parent, environment)
        elif held is not None and held.type == "pair":
            yield from _created(code, names, held)


def _parsed(code: Code, names: Names, call: Node, environment: Node) -> Iterator[Read]:
    function, given = call.child_by_field_name("function"), arguments(call)
    if names.of(function) == "envalid:cleanEnv" and len(given) > 1 and given[0] == environment:
        yield from _shape(code, names, given[1])
    elif function is not None and written(function.child_by_field_name("property")) in _PARSERS:
        yield from _shape(code, names, _object_of(code, function.child_by_field_name("object")))


def _created(code: Code, names: Names, pair: Node) -> Iterator[Read]:
    """`createEnv({ server: {…}, client: {…}, runtimeEnv: process.env })`."""
    options = pair.parent
    call = options.parent.parent if options is not None and options.parent is not None else None
    if call is None or written(call.child_by_field_name("function")) != "createEnv":
        return
    for section in _SECTIONS:
        yield from _shape(code, names, value_at(options, section))


def _object_of(code: Code, node: Node | None) -> Node | None:
    """The object literal of `z.object({…})`, also behind a name or further calls such as `.passthrough()`."""
    for _ in range(_DEEPEST):
        node = bare(node)
        if node is None:
            return None
        if node.type == "identifier":
            node = _declared(code, written(node))
        elif node.type == "call_expression":
            function, given = node.child_by_field_name("function"), arguments(node)
            if function is not None and written(function).endswith("bject") and given and given[0].type == "object":
                return given[0]
            node = (
                function.child_by_field_name("object") if function is not None and function.type == "member_expression" else None
            )
        else:
            return None
    return None


def _declared(code: Code, name: str) -> Node | None:
    for node in code.of("variable_declarator"):
        if written(node.child_by_field_name("name")) == name:
            return node.child_by_field_name("value")
    return None


def _shape(code: Code, names: Names, shape: Node | None) -> Iterator[Read]:
    shape = bare(shape)
    for pair in shape.named_children if shape is not None and shape.type == "object" else ():
        key = pair.child_by_field_name("key") if pair.type == "pair" else None
        if key is not None:
            name = text_of(key) if key.type == "string" else written(key)
            default, optional = _says(names, pair.child_by_field_name("value"))
            yield Read(name or "", code.place(pair), default, required=not optional)


def _says(names: Names, node: Node | None) -> tuple[str | None, bool]:
    """The default of a chain such as `z.string().default("a")` or of `port({ default: 3000 })`, and whether none is needed."""
    default, optional = None, False
    for _ in range(_DEEPEST):
        node = bare(node)
        if node is None or node.type != "call_expression":
            break
        function, given = node.child_by_field_name("function"), arguments(node)
        method = (
            written(function.child_by_field_name("property"))
            if function is not None and function.type == "member_expression"
            else ""
        )
        said = value_at(given[0], "default") if given else None
        if said is not None:
            default, optional = names.text(said), True
        if method in ("default", "catch", "prefault") and given:
            default, optional = names.text(given[0]), True
        optional = optional or method in ("optional", "nullish", "nullable")
        node = function.child_by_field_name("object") if function is not None and function.type == "member_expression" else None
    return default, optional
