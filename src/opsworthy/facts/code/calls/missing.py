"""What code does where a value is missing: takes another, or fails."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.branches import INSIDE, THROWS, ends, leaves, names, put, says_missing, says_present, within
from opsworthy.facts.code.calls.calling import CALLS, call_of
from opsworthy.facts.code.calls.values import bare
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_AROUND = frozenset(
    ["parenthesized_expression", "parenthesized_statements", "cast_expression", "as_expression", "argument", "value_argument",
     "await_expression", "variable_name", "postfix_unary_expression", "type_cast_expression", "reference_expression",
     "as_pattern"]
)  # fmt: skip
_HOLDERS = frozenset(
    ["argument_list", "arguments", "conditional_access_expression", "field_expression", "generic_function",
     "member_access_expression",
     "navigation_expression", "value_arguments"]
)  # fmt: skip
_STORES = frozenset(
    [
        "assignment",
        "assignment_expression",
        "variable_declarator",
        "property_declaration",
        "let_declaration",
        "variable_declaration",
    ]
)
_OR = frozenset(["??", "||", "?:", "or", "??="])
_CHOICES = frozenset(["conditional", "conditional_expression", "ternary_expression"])
_IFS = frozenset(["if_statement", "if_expression", "if", "unless", "if_modifier", "unless_modifier"])
_NEXT_STATEMENTS = 3
_HIGHEST = 14


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands in for a value that is missing, and whether the code fails without one."""

    default: Node | None = None
    required: bool = False


_NOTHING = Missing()
_FAILS = Missing(required=True)


def if_missing(language: str, read: Node) -> Missing:
    """What happens around an expression when it gives nothing, as far as a few steps up show it."""
    here, value = read, read
    for _ in range(_HIGHEST):
        above = here.parent
        if above is None:
            return _NOTHING
        if above.type == "try_expression" or (above.type == "unary_expression" and written(above).endswith("!!")):
            return _FAILS
        said = _at(language, above, value)
        if said is not None:
            return said
        here, value = above, value if above.type in _HOLDERS else above
    return _NOTHING


def _at(language: str, above: Node, here: Node) -> Missing | None:
    """What one step up says; None to look further up."""
    if above.type in ("binary_expression", "binary"):
        return _either(language, above, here)
    if above.type in _CHOICES:
        return _chosen(above, here)
    if above.type in CALLS:
        return _called(language, above, here)
    if above.type == "operator_assignment" and _operator(above) == "||=":
        return Missing(above.child_by_field_name("right"))
    if above.type == "match_expression":
        return _matched(language, above)
    if above.type in _IFS:
        return _tested(language, above, written(here), here)
    if above.type in _STORES:
        return _stored(language, above, here)
    if above.type == "equals_value_clause":
        return None
    return None if above.type in _AROUND or above.type in _HOLDERS else _NOTHING


def _either(language: str, above: Node, here: Node) -> Missing | None:
    left, right = above.child_by_field_name("left"), bare(above.child_by_field_name("right"))
    if right is None or left is None or _operator(above) not in _OR or left.end_byte < here.end_byte:
        return _comparison(language, above)
    if right.type in THROWS or leaves(language, right):
        return _FAILS
    return Missing(right)


def _comparison(language: str, test: Node) -> Missing:
    """`if (getenv("X") == null) throw …`, where the read itself is compared."""
    left = bare(test.child_by_field_name("left"))
    return _asked(language, test, left) if left is not None else _NOTHING


def _asked(language: str, test: Node, read: Node) -> Missing:
    """What an `if` or a choice does whose condition is a test of the read itself."""
    above = test.parent
    while above is not None and above.type in ("parenthesized_expression", "parenthesized_statements"):
        above = above.parent
    if above is not None and above.type in _IFS:
        return _tested(language, above, written(read), above) or _NOTHING
    return _picked(above, written(read)) if above is not None and above.type in _CHOICES else _NOTHING


def _picked(choice: Node, name: str) -> Missing:
    """`x == null ? other : x`, and `x != null ? x : other`."""
    condition = written(choice.child_by_field_name("condition"))
    body = choice.child_by_field_name("body") or choice.child_by_field_name("consequence")
    if says_missing(condition, name):
        return Missing(bare(body))
    if says_present(condition, name):
        return Missing(bare(choice.child_by_field_name("alternative")))
    return _NOTHING


def _operator(node: Node) -> str:
    field = node.child_by_field_name("operator")
    return written(field) if field is not None else next((written(each) for each in node.children if not each.is_named), "")


def _chosen(above: Node, here: Node) -> Missing:
    """PHP's `read ?: other`, or `read == null ? other : read`."""
    condition, other = above.child_by_field_name("condition"), above.child_by_field_name("alternative")
    body = above.child_by_field_name("body") or above.child_by_field_name("consequence")
    if condition is None or not (condition.start_byte <= here.start_byte and here.end_byte <= condition.end_byte):
        return _NOTHING
    if body is None:
        return Missing(bare(other))
    name = written(here)
    if written(bare(body)) == name:
        return Missing(bare(other))
    return Missing(bare(body)) if says_missing(written(condition), name) else _NOTHING


def _called(language: str, above: Node, here: Node) -> Missing | None:
    call = call_of(language, above)
    if call is None:
        return _NOTHING
    held = names()
    if call.receiver is not None and call.receiver.start_byte <= here.start_byte and here.end_byte <= call.receiver.end_byte:
        if call.name in held["stands_in"]:
            if call.name == "map_or":
                return Missing(call.given(0))
            return Missing(call.arguments[-1].value if call.arguments else call.block)
        if call.name in held["asks"]:
            return _asked(language, above, here)
        return _FAILS if call.name in held["fails"] else None
    places = [each.value for each in call.arguments]
    first = bool(places) and places[0].start_byte <= here.start_byte and here.end_byte <= places[0].end_byte
    if not first:
        return _NOTHING
    last = call.name.rpartition("::")[2]
    if last in held["second"]:
        return Missing(places[1]) if len(places) > 1 else _NOTHING
    parses = last == "Parse" and bool(call.on)
    if last in held["demands"] or parses:
        return _FAILS
    return None if last in held["passes"] else _NOTHING


def _matched(language: str, above: Node) -> Missing:
    """Rust's `match read { Ok(v) => v, Err(_) => … }`."""
    body = above.child_by_field_name("body")
    for arm in body.named_children if body is not None else ():
        pattern, value = written(arm.child_by_field_name("pattern")), arm.child_by_field_name("value")
        if pattern.startswith(("Err", "None", "_")) and value is not None:
            return _FAILS if ends(language, value) else Missing(value)
    return _NOTHING


def _stored(language: str, above: Node, here: Node) -> Missing:
    """The value goes into a variable that the next statements test."""
    name = above.child_by_field_name("left") or above.child_by_field_name("name") or above.child_by_field_name("pattern")
    name = name or above.named_children[0]
    if name.type == "variable_declaration" and name.named_child_count:
        name = name.named_children[0]
    if language == "rust" and written(name).startswith("Ok("):
        return _FAILS if above.child_by_field_name("alternative") is not None else _NOTHING
    if name.start_byte >= here.start_byte:
        return _NOTHING
    if above.parent is not None and "if_" in above.parent.type:
        return _NOTHING
    for statement in _following(above):
        for each in (statement, *statement.named_children[:1]):
            if each.type in _IFS:
                said = _tested(language, each, written(name), each)
                if said is not None and (said.required or said.default is not None):
                    return said
        if _guards(language, statement, written(name)):
            return _FAILS
        chosen = next((each for each in statement.named_children if each.type in _CHOICES), None)
        if chosen is not None:
            return _picked(chosen, written(name))
    return _NOTHING


def _following(node: Node) -> Iterator[Node]:
    here = node
    while here.parent is not None and here.next_named_sibling is None and here.parent.type not in INSIDE:
        here = here.parent
    while here.parent is not None and here.type in ("variable_declarator", "assignment_expression", "variable_declaration"):
        here = here.parent
    if here.type == "expression_statement" or here.parent is None or here.parent.type != "expression_statement":
        pass
    else:
        here = here.parent
    if here.parent is not None and here.parent.type == "global_statement":
        here = here.parent
    for _ in range(_NEXT_STATEMENTS):
        following = here.next_named_sibling
        if following is None:
            return
        yield (
            following.named_children[0] if following.type in ("global_statement",) and following.named_child_count else following
        )
        here = following


def _guards(language: str, statement: Node, name: str) -> bool:
    """A statement that is a call which refuses a missing value: `ArgumentNullException.ThrowIfNull(value)`."""
    node = bare(statement)
    call = call_of(language, node) if node is not None and node.type in CALLS else None
    if call is None or not call.arguments or written(call.arguments[0].value) != name:
        return False
    return call.name.startswith("ThrowIf") or call.name in (
        "requireNonNull",
        "requireNotNull",
        "checkNotNull",
        "notNull",
        "hasText",
    )


def _tested(language: str, test: Node, name: str, here: Node) -> Missing | None:
    """The branch of an `if` that runs where the value of a name is missing."""
    condition = bare(test.child_by_field_name("condition") or (test.named_children[0] if test.named_child_count else None))
    if condition is None or (here != test and not within(condition, here)):
        return _NOTHING
    text, negated = written(condition), test.type.startswith("unless")
    missing = (text == name) if negated else says_missing(text, name)
    present = not negated and "".join(text.split()) in (
        name,
        f"{name}!=null",
        f"{name}.present?",
        f"isset({name})",
        f"{name}isnotnull",
    )
    body = test.child_by_field_name("consequence") or test.child_by_field_name("body")
    other = test.child_by_field_name("alternative")
    if test.type == "if_expression" and body is None:
        rest = [child for child in test.named_children if child != condition and not within(child, condition)]
        body, other = (rest[0] if rest else None), (rest[1] if len(rest) > 1 else None)
    branch = body if missing else other if present else None
    if branch is None:
        return _NOTHING
    if ends(language, branch):
        return _FAILS
    return Missing(put(branch, name))
