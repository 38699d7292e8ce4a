"""Fields that clap and envy fill from the environment, as their derive macros are told."""

from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import Call, call_of
from opsworthy.facts.code.calls.values import plain, text_of
from opsworthy.facts.code.environment import Read
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

MARKS = ("clap", "structopt", "envy::")
_ATTRIBUTE = regex(rb"#\[(?:arg|clap|structopt)\b")
_ENVY_USED = regex(r"envy::(?:prefixed\(\s*\"([A-Z0-9_]{1,60})\"\s*\)|from_env)")
_DESERIALIZED = regex(rb"\bDeserialize\b")


def field_reads(code: Code) -> Iterator[Read]:
    """The variables of one file's fields."""
    for node in code.at(_ATTRIBUTE):
        attribute = (
            node if node.type == "attribute" else next((each for each in node.named_children if each.type == "attribute"), None)
        )
        call = call_of("rust", attribute)
        if call is not None and attribute is not None and attribute.parent is not None:
            yield from _argument(code, call, attribute.parent)
    used = _ENVY_USED.search(code.source.text)
    if used is not None:
        yield from _filled(code, used[1] or "")


def _argument(code: Code, call: Call, item: Node) -> Iterator[Read]:
    """`#[arg(env = "NAME", default_value = "x")]`; a bare `env` takes the name of the field in capitals."""
    field = _field(item)
    named = next((each for each in call.arguments if each.name == "env"), None)
    bare_env = any(each.name is None and written(each.value) == "env" for each in call.arguments)
    name = (
        text_of(named.value)
        if named is not None
        else written(field.child_by_field_name("name")).upper()
        if bare_env and field
        else None
    )
    if not name:
        return
    default = next((each.value for each in call.arguments if each.name in ("default_value", "default_value_t")), None)
    has_default = default is not None or any(written(each.value) == "default_value_t" for each in call.arguments)
    kind = written(field.child_by_field_name("type")) if field is not None else ""
    optional = kind.startswith(("Option<", "Vec<", "std::option::Option<")) or kind == "bool"
    place = code.place(item)
    place = replace(place, end_line=(field or item).start_point[0] + 1, end_column=0)
    yield Read(name, place, plain(default), required=not has_default and not optional and field is not None)


def _field(item: Node) -> Node | None:
    here = item.next_named_sibling
    while here is not None and here.type in ("attribute_item", "line_comment", "block_comment"):
        here = here.next_named_sibling
    return here if here is not None and here.type == "field_declaration" else None


def _filled(code: Code, prefix: str) -> Iterator[Read]:
    """The fields of the structs that envy may fill: those of the file that derive Deserialize."""
    for node in code.at(_DESERIALIZED):
        here: Node | None = node
        while here is not None and here.type != "attribute_item":
            here = here.parent
        struct = here.next_named_sibling if here is not None else None
        while struct is not None and struct.type in ("attribute_item", "line_comment"):
            struct = struct.next_named_sibling
        body = struct.child_by_field_name("body") if struct is not None and struct.type == "struct_item" else None
        defaulted = False
        for field in body.named_children if body is not None else ():
            if field.type == "attribute_item":
                defaulted = defaulted or "default" in written(field)
            elif field.type == "field_declaration":
                optional = written(field.child_by_field_name("type")).startswith("Option<")
                name = prefix + written(field.child_by_field_name("name")).upper()
                yield Read(name, code.place(field), None, required=not optional and not defaulted)
                defaulted = False
