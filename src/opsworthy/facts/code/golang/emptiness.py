"""What Go code does when a value is missing: takes a default, or fails."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.golang.expressions import arguments, bare, plain, statements, text_of
from opsworthy.text.syntax import written

_NEXT_STATEMENTS = 3
_ENDS = ("Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln", "Exit")
_ERRORS = ("fmt.Errorf", "errors.New", "errors.Errorf", "errors.Wrap")


def stand_in(read: Node) -> Node | None:
    """What the code takes where the value is empty: `cmp.Or(read, d)`, or the assignment in `if v == "" { v = d }`."""
    above = read.parent
    call = above.parent if above is not None and above.type == "argument_list" else None
    if call is not None and written(call.child_by_field_name("function")) == "cmp.Or":
        return arguments(call)[-1]
    for name, body in _tests_after(read):
        for statement in statements(body):
            if statement.type == "assignment_statement" and written(statement.child_by_field_name("left")) == name:
                return bare(statement.child_by_field_name("right"))
    return None


def fails_without(read: Node) -> bool:
    """Whether the code plainly panics, exits or returns an error when the value is empty."""
    return any(leaves(body) for _, body in _tests_after(read))


def leaves(body: Node | None) -> bool:
    """Whether a block itself panics, ends the process or returns a new error."""
    for statement in statements(body):
        if statement.type == "return_statement" and statement.named_child_count:
            values = statement.named_children[0].named_children
            last = values[-1] if values else None
            if last is not None and last.type == "call_expression":
                return written(last.child_by_field_name("function")) in _ERRORS
            if last is not None and last.type in ("identifier", "selector_expression") and "err" in written(last).lower():
                return True
        call = statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
        if call is not None and call.type == "call_expression":
            function = written(call.child_by_field_name("function"))
            if function == "panic" or function.rpartition(".")[2] in _ENDS:
                return True
    return False


def _tests_after(read: Node) -> Iterator[tuple[str, Node]]:
    """The blocks that run when the value is empty, each with the name that holds the value."""
    declared = _declaration(read)
    condition_only = _tested_directly(read)
    if condition_only is not None:
        yield "", condition_only
    if declared is None:
        return
    names = [written(child) for child in _names(declared)]
    name, present = names[0], names[1] if len(names) > 1 else None
    for statement in _following(declared):
        if statement.type == "if_statement":
            missing, found = _branches(statement, name, present)
            if missing is not None:
                yield name, missing
            if found is not None and present is None:
                return


def _declaration(read: Node) -> Node | None:
    """The declaration or assignment that takes the value; conversions with one argument in between are looked through."""
    here = read
    while here.parent is not None:
        above = here.parent
        if above.type in ("short_var_declaration", "assignment_statement", "var_spec"):
            return above
        one = above.type == "argument_list" and above.named_child_count == 1
        if (
            above.type not in ("expression_list", "call_expression", "type_conversion_expression", "parenthesized_expression")
            and not one
        ):
            return None
        here = above
    return None


def _names(declared: Node) -> list[Node]:
    left = declared.child_by_field_name("left")
    if left is not None:
        return left.named_children if left.type == "expression_list" else [left]
    return declared.children_by_field_name("name")


def _following(declared: Node) -> Iterator[Node]:
    """The `if` that a declaration belongs to, else the statements after it."""
    above = declared.parent
    if above is not None and above.type == "if_statement" and above.child_by_field_name("initializer") == declared:
        yield above
        return
    here = declared if above is None or above.type not in ("var_declaration", "var_spec_list") else above
    for _ in range(_NEXT_STATEMENTS):
        following = here.next_named_sibling
        if following is None:
            return
        yield following
        here = following


def _branches(statement: Node, name: str, present: str | None) -> tuple[Node | None, Node | None]:
    """The block for a missing value and the block for a value."""
    condition = bare(statement.child_by_field_name("condition"))
    body, other = statement.child_by_field_name("consequence"), statement.child_by_field_name("alternative")
    sense = _sense(condition, name, present)
    if sense is None:
        return None, None
    return (other, body) if sense else (body, other)


def _sense(condition: Node | None, name: str, present: str | None) -> bool | None:
    """True where a condition says that the value is there, False where it says that it is missing, None where neither."""
    if condition is None:
        return None
    if condition.type == "identifier" and written(condition) == present:
        return True
    if condition.type == "unary_expression" and present is not None and written(condition) == f"!{present}":
        return False
    if condition.type != "binary_expression":
        return None
    left, right = bare(condition.child_by_field_name("left")), bare(condition.child_by_field_name("right"))
    operator = written(condition.child_by_field_name("operator"))
    if operator == "||":
        return False if False in (_sense(left, name, present), _sense(right, name, present)) else None
    if written(left) == f"len({name})" and operator in ("==", "<") and plain(right) is not None:
        return False
    if written(left) != name or text_of(right) != "":
        return None
    return {"==": False, "!=": True}.get(operator)


def _tested_directly(read: Node) -> Node | None:
    """The block of `if os.Getenv("X") == "" { … }`."""
    test = read.parent
    if test is None or test.type != "binary_expression" or text_of(test.child_by_field_name("right")) != "":
        return None
    if written(test.child_by_field_name("operator")) != "==":
        return None
    while (
        test.parent is not None
        and test.parent.type == "binary_expression"
        and written(test.parent.child_by_field_name("operator")) == "||"
    ):
        test = test.parent
    above = test.parent
    if above is None or above.type != "if_statement" or above.child_by_field_name("condition") != test:
        return None
    return above.child_by_field_name("consequence")
