"""Where the environment itself stands in a script: `process.env` and its like, and the names that hold it."""

import re
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.code.script.expressions import enclosing_function, parameters, text_of
from opsworthy.facts.code.script.names import Names
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ENV = regex(rb"\benv\b")
_HOLDERS = frozenset(["process", "import.meta", "Deno", "Bun", "globalThis.process"])
_ORIGINS = frozenset(["process:env", "$env/dynamic/private:env", "$env/dynamic/public:env"])
_BINDING = frozenset(["variable_declarator", "required_parameter", "optional_parameter", "assignment_pattern"])
_WRAPPING = frozenset(["parenthesized_expression", "as_expression", "satisfies_expression"])
_TYPE = "NodeJS.ProcessEnv"

Given = set[tuple[str, int]]


def environments(code: Code, names: Names, functions: Mapping[str, Node], given: Given) -> Iterator[Node]:
    """Every expression that is the environment; `given` are functions and positions of parameters that hold it."""
    scopes: dict[str, list[Node]] = {}
    for node in code.at(_ENV):
        above = node.parent
        if above is None:
            continue
        if above.type == "member_expression" and above.child_by_field_name("property") == node:
            if written(above.child_by_field_name("object")) in _HOLDERS:
                yield above
                _remember(code, above, scopes)
        elif _is_taken_from_process(node, above) or (node.type == "identifier" and names.of(node) in _ORIGINS):
            scopes.setdefault("env", []).append(code.root)
    for name, function in functions.items():
        for parameter in parameters(function):
            if (name, parameter.position) in given or _TYPE in parameter.type:
                scopes.setdefault(parameter.name, []).append(function)
    for name, holders in scopes.items():
        yield from mentions(code, name, holders)


def mentions(code: Code, name: str, holders: list[Node]) -> Iterator[Node]:
    """The identifiers of a name within some nodes."""
    for node in code.at(re.compile(rb"\b%s\b" % re.escape(name.encode()))):
        if node.type == "identifier" and any(holder.start_byte <= node.start_byte < holder.end_byte for holder in holders):
            yield node


def static_imports(code: Code) -> Iterator[Read]:
    """SvelteKit's `import { NAME } from "$env/static/private"`, which fails to build without a value."""
    for statement in code.of("import_statement") if "$env/static/" in code.source.text else ():
        if (text_of(statement.child_by_field_name("source")) or "").startswith("$env/static/"):
            for node in _specifiers(statement):
                yield Read(written(node.child_by_field_name("name")), code.place(node), required=True)


def _specifiers(statement: Node) -> list[Node]:
    clauses = [child for child in statement.named_children if child.type == "import_clause"]
    named = [child for clause in clauses for child in clause.named_children if child.type == "named_imports"]
    return [child for each in named for child in each.named_children if child.type == "import_specifier"]


def _remember(code: Code, environment: Node, scopes: dict[str, list[Node]]) -> None:
    """The name in `const env = process.env` and `(env = process.env) => …`, with the function that it lives in."""
    above = environment.parent
    while above is not None and above.type in _WRAPPING:
        above = above.parent
    if above is None or above.type not in _BINDING:
        return
    name = above.child_by_field_name("name") or above.child_by_field_name("pattern") or above.child_by_field_name("left")
    if name is not None and name.type == "identifier":
        scopes.setdefault(written(name), []).append(enclosing_function(above) or code.root)


def _is_taken_from_process(node: Node, pattern: Node) -> bool:
    """`const { env } = process`."""
    declarator = pattern.parent
    value = declarator.child_by_field_name("value") if declarator is not None else None
    taken = node.type == "shorthand_property_identifier_pattern" and pattern.type == "object_pattern"
    return taken and written(value) in ("process", "globalThis.process")
