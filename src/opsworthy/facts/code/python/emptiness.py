"""What Python code does when a value is missing: falls back, is guarded against it, or fails."""

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import arguments
from opsworthy.text.syntax import descend, written

_CAUGHT = frozenset(["KeyError", "LookupError", "Exception", "BaseException"])
_EXITS = frozenset(["sys.exit", "exit", "quit", "os._exit", "os.abort"])
_CONDITIONS = frozenset(["if_statement", "elif_clause", "while_statement", "conditional_expression", "boolean_operator"])
_NEXT_STATEMENTS = 3
_EARLIER_STATEMENTS = 40


def outermost(read: Node) -> Node:
    """The widest expression that only converts the value that was read: `int(read)`, `read.strip()`, `(read)`."""
    here = read
    while here.parent is not None:
        above = here.parent
        if above.type == "attribute" and above.parent is not None and above.parent.type == "call":
            here = above.parent
        elif above.type == "parenthesized_expression":
            here = above
        elif above.type == "argument_list" and above.parent is not None and len(arguments(above.parent).positional) == 1:
            here = above.parent
        else:
            break
    return here


def alternative(read: Node) -> Node | None:
    """The right side of an `or` whose left side is the value that was read."""
    for wide in (read, outermost(read)):
        above = wide.parent
        if above is not None and above.type == "boolean_operator" and above.child_by_field_name("left") == wide:
            operator = above.child_by_field_name("operator")
            return above.child_by_field_name("right") if operator is not None and operator.type == "or" else None
    return None


def is_guarded(read: Node, key: str) -> bool:
    """Whether a subscript cannot fail where it stands: the key was tested for, or the failure is caught. `key` as written."""
    here = read
    while here.parent is not None and here.parent.type not in ("function_definition", "module"):
        above = here.parent
        if above.type == "try_statement" and above.child_by_field_name("body") == here and _catches(above):
            return True
        if above.type in _CONDITIONS and _tests(above, here, key):
            return True
        if above.type == "block" and _left_before(here, key):
            return True
        here = above
    return False


def _catches(statement: Node) -> bool:
    for clause in (child for child in statement.named_children if child.type == "except_clause"):
        what = clause.named_children[0] if clause.named_child_count else None
        if what is None or what.type == "block" or any(written(node) in _CAUGHT for node in descend(what)):
            return True
    return False


def _tests(statement: Node, below: Node, key: str) -> bool:
    if statement.type == "conditional_expression":
        tested = [statement.named_children[1]] if statement.named_child_count == 3 else []
    elif statement.type == "boolean_operator":
        tested = [left] if (left := statement.child_by_field_name("left")) is not None else []
    else:
        tested = [condition] if (condition := statement.child_by_field_name("condition")) is not None else []
    return any(written(node) == key for each in tested if each != below for node in descend(each))


def _left_before(statement: Node, key: str) -> bool:
    """Whether an earlier statement of the block tests the key and returns, or gives it a value."""
    here = statement.prev_named_sibling
    for _ in range(_EARLIER_STATEMENTS):
        if here is None:
            return False
        condition, body = here.child_by_field_name("condition"), here.child_by_field_name("consequence")
        if here.type == "if_statement" and condition is not None and body is not None and body.named_child_count:
            last = body.named_children[-1]
            tested = any(written(node) == key for node in descend(condition))
            if tested and last.type in ("return_statement", "continue_statement", "expression_statement") and not leaves(body):
                return True
        here = here.prev_named_sibling
    return False


def fails_without(read: Node) -> bool:
    """Whether the code plainly raises or exits when the value that was read is empty."""
    wide = outermost(read)
    above = wide.parent
    if above is not None and above.type == "not_operator":
        return _is_failing_if(above.parent, above)
    if above is not None and above.type == "comparison_operator" and _is_empty_test(above, wide):
        return _is_failing_if(above.parent, above)
    if above is None or above.type not in ("assignment", "named_expression"):
        return False
    name = above.child_by_field_name("left") or above.child_by_field_name("name")
    return name is not None and _fails_next(above, written(name))


def _fails_next(assignment: Node, name: str) -> bool:
    here = assignment.parent.next_named_sibling if assignment.parent is not None else None
    for _ in range(_NEXT_STATEMENTS):
        if here is None:
            return False
        condition = here.child_by_field_name("condition")
        if here.type == "if_statement" and condition is not None and _names_missing(condition, name):
            return _is_failing_if(here, condition)
        here = here.next_named_sibling
    return False


def _names_missing(condition: Node, name: str) -> bool:
    if condition.type == "not_operator":
        return written(condition.child_by_field_name("argument")) == name
    return condition.type == "comparison_operator" and any(
        written(child) == name and _is_empty_test(condition, child) for child in condition.named_children
    )


def _is_empty_test(comparison: Node, tested: Node) -> bool:
    operators = {child.type for child in comparison.children if not child.is_named}
    others = [written(child) for child in comparison.named_children if child != tested]
    return bool(operators & {"is", "=="}) and others in (["None"], ['""'], ["''"])


def _is_failing_if(statement: Node | None, condition: Node) -> bool:
    if statement is None or statement.type != "if_statement" or statement.child_by_field_name("condition") != condition:
        return False
    body = statement.child_by_field_name("consequence")
    return body is not None and leaves(body)


def leaves(body: Node) -> bool:
    """Whether a block itself raises or exits."""
    for statement in body.named_children:
        if statement.type == "raise_statement":
            return True
        call = statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
        if call is not None and call.type == "call" and written(call.child_by_field_name("function")) in _EXITS:
            return True
    return False
