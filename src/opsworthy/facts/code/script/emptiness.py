"""What JavaScript and TypeScript code does when a value is missing: falls back, or fails."""

from collections.abc import Callable

from tree_sitter import Node

from opsworthy.facts.code.script.expressions import arguments, bare, text_of
from opsworthy.text.syntax import written

_CASTS = frozenset(["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"])
_NOTHING = frozenset(["undefined", "null"])
_NEXT_STATEMENTS = 3
_WIDEST = 12


def alternatives(read: Node) -> list[Node]:
    """What stands in for the value when it is missing, the first fallback first: `read ?? a || b`, `Number(read) || a`."""
    found: list[Node] = []
    here = read
    for _ in range(_WIDEST):
        above = here.parent
        if above is None:
            break
        if above.type == "binary_expression" and _operator(above) in ("??", "||"):
            right = above.child_by_field_name("right")
            if right is not None and right != here:
                found.append(right)
        elif above.type == "arguments" and above.parent is not None and arguments(above.parent)[:1] == (here,):
            above = above.parent
            if above.type == "new_expression" or found:
                break
        elif above.type == "member_expression" and above.parent is not None and above.parent.type == "call_expression":
            above = above.parent
        elif above.type not in _CASTS:
            break
        here = above
    return found


def ternary(read: Node, mentions: Callable[[Node], bool]) -> Node | None:
    """The other branch of `test ? read : other`, where the test mentions the same variable."""
    here = read
    while here.parent is not None and (here.parent.type in _CASTS or here.parent.type in ("arguments", "call_expression")):
        here = here.parent
    above = here.parent
    if above is None or above.type != "ternary_expression" or above.child_by_field_name("consequence") != here:
        return None
    condition = above.child_by_field_name("condition")
    return above.child_by_field_name("alternative") if condition is not None and mentions(condition) else None


def fails_without(read: Node) -> bool:
    """Whether the code plainly throws or exits when the value that was read is empty."""
    here = read
    for _ in range(_WIDEST):
        above = here.parent
        if above is None:
            return False
        if above.type == "variable_declarator" and above.child_by_field_name("value") == here:
            name = above.child_by_field_name("name")
            return name is not None and name.type == "identifier" and _fails_next(above, written(name))
        if _is_missing_test(above, lambda node, known=here: node == known):  # type: ignore[misc]
            return _is_failing_condition(above)
        passes = above.type in _CASTS or (above.type == "binary_expression" and _operator(above) in ("??", "||"))
        if not passes and above.type not in ("arguments", "call_expression", "member_expression"):
            return False
        here = above
    return False


def _fails_next(declarator: Node, name: str) -> bool:
    statement = declarator.parent
    if statement is not None and statement.parent is not None and statement.parent.type == "export_statement":
        statement = statement.parent
    here = statement.next_named_sibling if statement is not None else None
    for _ in range(_NEXT_STATEMENTS):
        if here is None:
            return False
        if here.type == "if_statement":
            condition = bare(here.child_by_field_name("condition"))
            if any(_is_missing_test(part, lambda node: written(node) == name) for part in _either(condition)):
                return leaves(here.child_by_field_name("consequence"))
        here = here.next_named_sibling
    return False


def _either(condition: Node | None) -> list[Node]:
    """The parts of a condition that are joined by `||`."""
    parts: list[Node] = []
    waiting = [condition] if condition is not None else []
    while waiting:
        here = bare(waiting.pop())
        if here is not None and here.type == "binary_expression" and _operator(here) == "||":
            sides = (here.child_by_field_name("left"), here.child_by_field_name("right"))
            waiting.extend(side for side in sides if side is not None)
        elif here is not None:
            parts.append(here)
    return parts


def _is_missing_test(test: Node, is_value: Callable[[Node], bool]) -> bool:
    """`!value`, `value === undefined`, `value == null`, `value === ""`, `value.length < n`, `!value.length`."""
    if test.type == "unary_expression" and _operator(test) == "!":
        inner = bare(test.child_by_field_name("argument"))
        return inner is not None and (is_value(inner) or _is_length(inner, is_value))
    if test.type != "binary_expression":
        return False
    left, right, operator = bare(test.child_by_field_name("left")), bare(test.child_by_field_name("right")), _operator(test)
    if left is None or right is None:
        return False
    if operator in ("==", "===") and is_value(left):
        return written(right) in _NOTHING or text_of(right) == ""
    return operator in ("<", "<=", "==", "===") and right.type == "number" and _is_length(left, is_value)


def _is_length(node: Node, is_value: Callable[[Node], bool]) -> bool:
    owner = node.child_by_field_name("object") if node.type == "member_expression" else None
    return owner is not None and written(node.child_by_field_name("property")) == "length" and is_value(owner)


def _is_failing_condition(test: Node) -> bool:
    here = test
    while here.parent is not None and (
        here.parent.type == "parenthesized_expression"
        or (here.parent.type == "binary_expression" and _operator(here.parent) == "||")
    ):
        here = here.parent
    above = here.parent
    if above is None or above.type != "if_statement" or above.child_by_field_name("condition") != here:
        return False
    return leaves(above.child_by_field_name("consequence"))


def leaves(body: Node | None) -> bool:
    """Whether a statement or block itself throws or ends the process."""
    if body is None:
        return False
    for statement in body.named_children if body.type == "statement_block" else [body]:
        if statement.type == "throw_statement":
            return True
        call = statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
        if call is not None and written(call.child_by_field_name("function")) in ("process.exit", "Deno.exit", "exit"):
            return True
    return False


def _operator(node: Node) -> str:
    return written(node.child_by_field_name("operator"))
