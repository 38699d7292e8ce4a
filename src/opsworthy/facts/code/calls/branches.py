"""The branches of a test for a missing value: what a condition says, and whether a branch leaves or puts another value in."""

from collections.abc import Iterator
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import Call, call_of
from opsworthy.facts.code.calls.values import bare
from opsworthy.text.data import data_of
from opsworthy.text.syntax import written

INSIDE = frozenset(
    ["block", "compound_statement", "then", "body_statement", "statement_list", "control_structure_body", "expression_statement",
     "else_clause", "block_body"]
)  # fmt: skip
THROWS = frozenset(["throw_expression", "throw_statement"])


@cache
def names() -> dict[str, frozenset[str]]:
    """What code calls where a value is missing, from `missing.toml`."""
    data = data_of("opsworthy.facts.code.calls", "missing.toml")
    return {name: frozenset(said) for name, said in data.items()}


def within(outer: Node, inner: Node) -> bool:
    """Whether one node stands in another."""
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def says_missing(condition: str, name: str) -> bool:
    """Whether a condition holds where the value of a name is missing."""
    parts = "".join(condition.split()).replace("(", " (").split("||") if len(condition) < 500 else []
    tests = {"".join(each.replace("{}", name).split()) for each in names()["missing"]}
    return any(_unwrapped("".join(part.split())) in tests for part in parts)


def says_present(condition: str, name: str) -> bool:
    """Whether a condition holds where a name has a value."""
    tests = (
        name,
        f"{name}!=null",
        f"{name}!==null",
        f"{name}.present?",
        f"isset({name})",
        f"{name}isnotnull",
        f"{name}.isPresent()",
    )
    return _unwrapped("".join(condition.split())) in {"".join(test.split()) for test in tests}


def _unwrapped(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def ends(language: str, branch: Node) -> bool:
    """Whether a branch itself throws, exits, or returns an error."""
    for node in statements(branch):
        inner = bare(node)
        if inner is None:
            continue
        if inner.type in THROWS or leaves(language, inner):
            return True
        returns = language == "rust" and inner.type in ("return_expression", "return_statement") and inner.named_child_count > 0
        if returns and written(inner.named_children[0]).startswith("Err"):
            return True
    return False


def statements(branch: Node) -> Iterator[Node]:
    """The statements of a branch, blocks opened."""
    waiting = [branch]
    while waiting:
        here = waiting.pop()
        if here.type in INSIDE and here.type != "expression_statement":
            waiting.extend(reversed(here.named_children[:10]))
        else:
            yield here


def leaves(language: str, node: Node) -> bool:
    """Whether an expression ends the work: it throws, exits or panics."""
    if node.type in THROWS or node.type == "exit_statement":
        return True
    call: Call | None = call_of(language, node)
    if call is None:
        return node.type == "identifier" and written(node) in ("abort", "raise", "exit")
    if language == "rust" and node.type == "call_expression":
        return call.name == "exit"
    return call.name in names()["leaves"]


def put(branch: Node, name: str) -> Node | None:
    """What a branch assigns to a name."""
    for node in statements(branch):
        inner = bare(node)
        assigns = inner is not None and inner.type in ("assignment", "assignment_expression")
        if inner is not None and assigns and written(inner.child_by_field_name("left")) == name:
            return bare(inner.child_by_field_name("right"))
    return None
