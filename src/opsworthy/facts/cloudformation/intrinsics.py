"""What each intrinsic function of CloudFormation comes to, and what of a value may be shown."""

from collections.abc import Callable, Iterator
from typing import Protocol

from opsworthy.facts.cloudformation.templates import Template
from opsworthy.facts.view import Found, Pointer
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.node import Node, Scalar, Sequence, find, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear, is_secret_name

_RESOLVE = regex(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]{1,500})\}\}")
_STORES = {"ssm": "aws-parameter-store", "ssm-secure": "aws-parameter-store", "secretsmanager": "aws-secrets-manager"}
_ARN_OF_SECRET = regex(r"arn:[\w-]*:secretsmanager:[^:]*:[^:]*:secret:([^:]+)(?::([^:]*))?.*")
_LONGEST = 4000
_SECRET_ENDINGS = (
    "password", "passwd", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "passphrase", "credentials",
    "databaseurl", "connectionstring", "dsn",
)  # fmt: skip
_NAME = regex(r"\$\{([^{}!]{1,200})\}")


class Evaluating(Protocol):
    """What a function needs of the evaluator that calls it."""

    @property
    def template(self) -> Template: ...

    def reduce(self, node: Node) -> Found: ...

    def ref(self, name: str, where: Location) -> Found: ...

    def sub(self, argument: Node, where: Location) -> Found: ...

    def holds(self, name: str) -> bool | Unknown: ...


def references(node: Node | None) -> Iterator[tuple[str, Location]]:
    """The names of what a value refers to, wherever in it, with the place of each reference."""
    for each in walk(node) if node is not None else ():
        function, argument = function_of(each)
        if function == "Ref" and isinstance(argument, Scalar):
            yield argument.text, each.location
        elif function == "Fn::GetAtt":
            first = argument.items[0] if isinstance(argument, Sequence) and argument.items else argument
            if isinstance(first, Scalar):
                yield first.text.partition(".")[0], each.location
        elif function == "Fn::Sub":
            first = argument.items[0] if isinstance(argument, Sequence) and argument.items else argument
            for match in _NAME.finditer(first.text) if isinstance(first, Scalar) else ():
                yield match[1].partition(".")[0].strip(), each.location


def function_of(node: Node) -> tuple[str | None, Node]:
    """The function that a node calls, by its tag or as the only key of a mapping, and what it is given."""
    if node.tag is not None:
        name = node.tag.lstrip("!")
        return (name if name in ("Ref", "Condition") else f"Fn::{name}"), untagged(node)
    if isinstance(node, MappingNode) and len(node.entries) == 1:
        entry = node.entries[0]
        if entry.key == "Ref" or entry.key.startswith("Fn::") or (entry.key == "Condition" and isinstance(entry.value, Scalar)):
            return entry.key, entry.value
    return None, node


def untagged(node: Node) -> Node:
    if node.tag is None:
        return node
    if isinstance(node, Scalar):
        return Scalar(node.value, node.text, node.location)
    return Sequence(node.items, node.location) if isinstance(node, Sequence) else MappingNode(node.entries, node.location)


def literal(text: str, where: Location) -> Scalar | Unknown:
    """A text that was put together."""
    return Scalar(text, text, where) if len(text) <= _LONGEST else Unknown("too long to be followed", where)


def is_secret_parameter(name: str, declared: Node) -> bool:
    """Whether a parameter is a secret: NoEcho, or a text whose name ends so and whose default is no reference."""
    if (string(declared, "NoEcho") or "").lower() == "true":
        return True
    plain = string(declared, "Type") == "String" and name.lower().endswith(_SECRET_ENDINGS) and is_secret_name(name)
    return plain and not carries_reference(string(declared, "Default"))


def carries_reference(default: str | None) -> bool:
    """Whether a default names where a secret lies and is none itself: a path of a store, an ARN, an address of a template."""
    return default is not None and default.startswith(("/", "arn:", "{{resolve:", "alias/"))


def shielded(found: Found, name: str, where: Location) -> Found:
    """A value that gives a credential away is not passed on, whatever its name."""
    if isinstance(found, Scalar) and in_clear(name, found.text):
        return Pointer("secret", name, where, store="cloudformation")
    return found


def unfilled(value: Found, where: Location) -> Unknown:
    if isinstance(value, Unknown):
        return Unknown(value.reason, where)
    if isinstance(value, Pointer):
        known_later = value.kind == "resource"
        return Unknown(f"known once {value.name} is made" if known_later else f"holds the {value.kind} {value.name}", where)
    return Unknown("put together from what is no text", where)


def dynamic_reference(text: str, where: Location) -> Found:
    """`{{resolve:…}}` as a pointer to the store; within a longer text, Unknown."""
    match = _RESOLVE.search(text)
    if match is None or match.group() != text.strip():
        return Unknown("holds a value that a store gives", where)
    store = _STORES[match[1]]
    kind = "parameter" if match[1] == "ssm" else "secret"
    if match[1] != "secretsmanager":
        return Pointer(kind, match[2].partition(":")[0], where, store=store)
    arn = _ARN_OF_SECRET.fullmatch(match[2])
    parts = match[2].split(":")
    key = parts[2] if arn is None and len(parts) > 2 else ""
    return Pointer(kind, arn[1] if arn else parts[0], where, key, store)


def listed(scalar: Scalar) -> Node:
    parts = [part.strip() for part in scalar.text.split(",")][:500]
    return Sequence(tuple(Scalar(part, part, scalar.location) for part in parts), scalar.location)


def _ref(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    return evaluator.ref(argument.text, where) if isinstance(argument, Scalar) else Unknown("a Ref of no name", where)


def _get_att(_: Evaluating, argument: Node, where: Location) -> Found:
    if isinstance(argument, Scalar):
        name, _dot, attribute = argument.text.partition(".")
        return Pointer("resource", name, where, attribute)
    parts = [item.text for item in argument.items if isinstance(item, Scalar)] if isinstance(argument, Sequence) else []
    return Pointer("resource", parts[0], where, ".".join(parts[1:])) if parts else Unknown("a GetAtt of no name", where)


def _if(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    items = argument.items if isinstance(argument, Sequence) else ()
    if len(items) != 3 or not isinstance(items[0], Scalar):
        return Unknown("an If that is not understood", where)
    answer = evaluator.holds(items[0].text)
    if isinstance(answer, Unknown):
        return Unknown(f"depends on the condition {items[0].text}: {answer.reason}", where)
    return evaluator.reduce(items[1] if answer else items[2])


def _join(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    items = argument.items if isinstance(argument, Sequence) else ()
    held = evaluator.reduce(items[1]) if len(items) == 2 else None
    if not isinstance(held, Sequence) or not isinstance(items[0], Scalar):
        return unfilled(held, where)
    parts = []
    for item in held.items[:200]:
        value = evaluator.reduce(item)
        if not isinstance(value, Scalar):
            return unfilled(value, where)
        parts.append(value.text)
    return literal(items[0].text.join(parts), where)


def _select(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    items = argument.items if isinstance(argument, Sequence) else ()
    index = evaluator.reduce(items[0]) if len(items) == 2 else None
    held = evaluator.reduce(items[1]) if len(items) == 2 else None
    if isinstance(index, Scalar) and index.text.isdigit() and len(index.text) < 6 and isinstance(held, Sequence):
        at = int(index.text)
        return evaluator.reduce(held.items[at]) if at < len(held.items) else Unknown("selects past the end", where)
    return unfilled(held, where)


def _split(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    items = argument.items if isinstance(argument, Sequence) else ()
    text = evaluator.reduce(items[1]) if len(items) == 2 else None
    if not isinstance(text, Scalar) or not isinstance(items[0], Scalar) or not items[0].text:
        return unfilled(text, where)
    parts = text.text.split(items[0].text)[:500]
    return Sequence(tuple(Scalar(part, part, where) for part in parts), where)


def _find_in_map(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    items = argument.items if isinstance(argument, Sequence) else ()
    keys = [evaluator.reduce(item) for item in items[:3]]
    unknown = next((key for key in keys if not isinstance(key, Scalar)), None)
    if unknown is not None or len(keys) != 3:
        return unfilled(unknown, where)
    names = [key.text for key in keys if isinstance(key, Scalar)]
    table = evaluator.template.mappings.get(names[0])
    found = find(table.value, names[1], names[2]) if table is not None else None
    if found is None:
        return Unknown(f"the mapping {names[0]} has no {names[1]}.{names[2]}", where)
    return evaluator.reduce(found)


def _import(_: Evaluating, __: Node, where: Location) -> Found:
    return Unknown("another stack exports it", where)


def _sub(evaluator: Evaluating, argument: Node, where: Location) -> Found:
    return evaluator.sub(argument, where)


def _condition(_: Evaluating, __: Node, where: Location) -> Found:
    return Unknown("a condition is no value", where)


FUNCTIONS: dict[str, Callable[[Evaluating, Node, Location], Found]] = {
    "Condition": _condition,
    "Fn::FindInMap": _find_in_map,
    "Fn::GetAtt": _get_att,
    "Fn::If": _if,
    "Fn::ImportValue": _import,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::Sub": _sub,
    "Ref": _ref,
}
