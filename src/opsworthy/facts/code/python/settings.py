"""Pydantic settings classes: every field is an environment variable."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.code.python.expressions import Arguments, arguments, plain, text_of
from opsworthy.facts.code.python.names import Names
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import descend, written

_BASES = frozenset(["pydantic.BaseSettings", "pydantic_settings.BaseSettings", "pydantic.v1.BaseSettings"])
_NOT_FIELDS = frozenset(["model_config", "Config"])
_ALIASES = ("validation_alias", "alias", "env")


@dataclass(frozen=True, slots=True)
class SettingsClass:
    """A settings class: its name, body, and what its configuration says of variable names."""

    name: str
    body: Node
    prefix: str
    case_sensitive: bool


def settings_reads(code: Code, names: Names) -> Iterator[Read]:
    """The variables of every settings class in a file; a field that holds another settings class is none itself."""
    classes = list(_settings_classes(code, names))
    nested = frozenset(each.name for each in classes)
    for each in classes:
        for statement in each.body.named_children:
            field = (
                statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
            )
            if field is not None and field.type == "assignment" and _is_field(field, nested):
                yield from _field_reads(code, names, each, field)


def _settings_classes(code: Code, names: Names) -> Iterator[SettingsClass]:
    """Classes in the order of the text; a class that inherits from one of them takes over its configuration."""
    known: dict[str, SettingsClass] = {}
    for node in code.of("class_definition"):
        body, held = node.child_by_field_name("body"), node.child_by_field_name("superclasses")
        bases = held.named_children if held is not None else []
        parent = next((known[written(base)] for base in bases if written(base) in known), None)
        if body is None or not (parent or any(names.of(base) in _BASES for base in bases)):
            continue
        prefix, sensitive = _configuration(body, names)
        made = SettingsClass(
            name=written(node.child_by_field_name("name")),
            body=body,
            prefix=prefix if prefix is not None else parent.prefix if parent else "",
            case_sensitive=sensitive if sensitive is not None else parent.case_sensitive if parent else False,
        )
        known[made.name] = made
        yield made


def _configuration(body: Node, names: Names) -> tuple[str | None, bool | None]:
    """`env_prefix` and `case_sensitive` of `model_config = …` or of an inner `class Config`."""
    said: dict[str, str | None] = {}
    for statement in body.named_children:
        inner = statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
        if statement.type == "class_definition" and written(statement.child_by_field_name("name")) == "Config":
            said.update((name, names.text(value)) for name, value in _assigned(statement.child_by_field_name("body")))
        elif inner is not None and inner.type == "assignment" and written(inner.child_by_field_name("left")) == "model_config":
            said.update(_pairs(inner.child_by_field_name("right"), names))
    sensitive = said.get("case_sensitive")
    return said.get("env_prefix"), sensitive == "True" if sensitive is not None else None


def _assigned(body: Node | None) -> Iterator[tuple[str, Node]]:
    for statement in body.named_children if body is not None else ():
        inner = statement.named_children[0] if statement.named_child_count else None
        right = inner.child_by_field_name("right") if inner is not None and inner.type == "assignment" else None
        if inner is not None and right is not None:
            yield written(inner.child_by_field_name("left")), right


def _pairs(value: Node | None, names: Names) -> dict[str, str | None]:
    if value is not None and value.type == "call":
        return {name: names.text(given) for name, given in arguments(value).keywords.items()}
    if value is None or value.type != "dictionary":
        return {}
    pairs = [child for child in value.named_children if child.type == "pair"]
    return {text_of(pair.child_by_field_name("key")) or "": names.text(pair.child_by_field_name("value")) for pair in pairs}


def _is_field(assignment: Node, nested: frozenset[str]) -> bool:
    name, kind = written(assignment.child_by_field_name("left")), assignment.child_by_field_name("type")
    if kind is None or not name.isidentifier() or name.startswith("_") or name in _NOT_FIELDS:
        return False
    mentioned = {written(node) for node in descend(kind) if node.type == "identifier"}
    return "ClassVar" not in mentioned and not mentioned & nested


def _field_reads(code: Code, names: Names, of: SettingsClass, assignment: Node) -> Iterator[Read]:
    right, kind = assignment.child_by_field_name("right"), assignment.child_by_field_name("type")
    calls = [node for node in descend(kind) if node.type == "call"] if kind is not None else []
    said = [arguments(call) for call in [*calls, *([right] if right is not None else [])] if _is_field_call(call)]
    default = _default(right, names)
    name = written(assignment.child_by_field_name("left"))
    place = code.place(assignment)
    aliases = [alias for given in said for alias in _aliases(given, names)]
    for variable in aliases or [of.prefix + name if of.case_sensitive else (of.prefix + name).upper()]:
        yield Read(variable, place, default, required=not _has_default(right, said))


def _is_field_call(node: Node) -> bool:
    return node.type == "call" and written(node.child_by_field_name("function")).rpartition(".")[2] == "Field"


def _aliases(given: Arguments, names: Names) -> list[str]:
    value = next((given.keywords[key] for key in _ALIASES if key in given.keywords), None)
    if value is None:
        return []
    several = arguments(value).positional if value.type == "call" else value.named_children if value.type == "list" else (value,)
    texts = [names.text(each) for each in several]
    return [text for text in texts if text]


def _default(right: Node | None, names: Names) -> str | None:
    if right is not None and _is_field_call(right):
        given = arguments(right)
        return names.text(given.at(0, "default"))
    return names.text(right) if right is not None and right.type == "identifier" else plain(right)


def _has_default(right: Node | None, said: list[Arguments]) -> bool:
    if right is not None and not _is_field_call(right):
        return right.type != "ellipsis"
    defaults = [given.at(0, "default") or given.keywords.get("default_factory") for given in said]
    return any(default is not None and default.type != "ellipsis" for default in defaults)
