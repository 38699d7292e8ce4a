"""The expressions of Terraform: read and evaluated as its language defines them."""

import operator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.facts.files import Files, Library
from opsworthy.facts.terraform.building import ask
from opsworthy.facts.terraform.modules import is_configuration
from opsworthy.facts.terraform.repository import Repository
from opsworthy.facts.terraform.scope import Scope, World
from opsworthy.facts.terraform.values import Undetermined
from opsworthy.repository.memory import MemoryTree
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence

SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, ">=": operator.ge, "==": operator.eq}
NUMBERS = st.integers(min_value=0, max_value=999)
SUMS = st.recursive(
    NUMBERS.map(lambda number: (str(number), number)),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
        lambda held: (f"({held[0][0]} {held[1]} {held[2][0]})", SIGNS[held[1]](held[0][1], held[2][1]))
    ),
    max_leaves=8,
)
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x85"), max_size=30)


def value(expression: str, files: dict[str, str] | None = None, more: str = "") -> Node:
    """What `local.it` is where it is this expression."""
    tree = MemoryTree({"main.tf": f"locals {{\n  it = {expression}\n}}\n{more}", **(files or {})})
    repository = Repository(Files(Library(tree), is_configuration))
    module = repository.module("")
    assert module is not None
    scope = Scope(World(repository.files, repository.module), module, lambda _: None, ask=ask)
    return scope.local("it", Location("main.tf", 1))


def plain(node: Node) -> object:
    if isinstance(node, Undetermined):
        return f"unknown: {node.reason}"
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {entry.key: plain(entry.value) for entry in node.entries}


@given(SUMS)
def test_sums_are_right(held: tuple[str, int]) -> None:
    written, wanted = held
    assert plain(value(written)) == wanted


@given(NUMBERS, st.sampled_from(["<", ">=", "=="]), NUMBERS)
def test_comparisons_are_right(left: int, sign: str, right: int) -> None:
    assert plain(value(f"{left} {sign} {right}")) is SIGNS[sign](left, right)


@given(LINES)
def test_a_quoted_text_is_itself(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${").replace("%{", "%%{")
    assert plain(value(f'"{escaped}"')) == text


@given(st.lists(LINES.filter(lambda line: line.strip() != "END"), max_size=4))
def test_a_heredoc_is_its_lines(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    escaped = text.replace("${", "$${").replace("%{", "%%{")
    assert plain(value(f"<<END\n{escaped}END\n")) == text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='abz.["]{}()$%<>=!&|?:,*+-/ \n0129_#~', max_size=40))
def test_any_text_has_a_value_or_a_reason(text: str) -> None:
    found = value('"before"', more=f"\nlocals {{\n  other = {text}\n}}\n")
    assert isinstance(found, Scalar)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ('"${upper("a")}-${1 + 1}"', "A-2"),
        ('"%{ if 1 < 2 }yes%{ else }no%{ endif }"', "yes"),
        ('"%{ for n in [1, 2] }<${n}>%{ endfor }"', "<1><2>"),
        ('[for k, v in { a = 1, b = 2 } : "${k}${v}" if v > 1]', ["b2"]),
        ('{ for n in [1, 2, 3] : n % 2 == 0 ? "even" : "odd" => n... }', {"odd": [1, 3], "even": [2]}),
        ("[{ n = 1 }, { n = 2 }][*].n", [1, 2]),
        ("merge({ a = 1, b = 1 }, { b = 2 })", {"a": 1, "b": 2}),
        ('lookup({ a = 1 }, "z", 9)', 9),
        ('try({ a = 1 }.z, "none")', "none"),
        ('coalesce("", null, "x")', "x"),
        ('join(",", distinct(concat(["a"], ["b", "a"])))', "a,b"),
        ('format("%s-%03d", "web", 7)', "web-007"),
        ('split("/", "a/b")[1]', "b"),
        ('element(["a", "b"], 3)', "b"),
        ('contains(["a"], "a") && length("abc") == 3', True),
        ('jsondecode("{\\"a\\": [1, 2]}").a[1]', 2),
        ('flatten([["a"], [["b"]]])', ["a", "b"]),
        ('trimsuffix(replace("a.b.c", ".", "-"), "-c")', "a-b"),
        ("max(1, 3, 2) - min(4, 2)", 1),
        ('file("${path.module}/name.txt")', "shop"),
        ('templatefile("greeting.tpl", { name = "you" })', "Hello you"),
        ('file("../../etc/passwd")', "unknown: a file outside of the repository"),
        ("local.it", "unknown: a value that needs itself"),
        ("10 / 0", "unknown: arithmetic without a result"),
        ('"${timestamp()}" == "x" || true', True),
        ("<<-END\n      a\n        b\n    END\n", "a\n  b\n"),
    ],
)
def test_an_expression_has_its_value(expression: str, wanted: object) -> None:
    files = {"name.txt": "shop", "greeting.tpl": "Hello ${name}"}
    found = plain(value(expression, files))
    assert found.rstrip("\n") if isinstance(found, str) and "templatefile" in expression else found == wanted


def test_a_template_of_a_file_keeps_its_text() -> None:
    found = value('templatefile("greeting.tpl", { name = "you" })', {"greeting.tpl": "Hello ${name}"})
    assert plain(found) == "Hello you"
    assert found.location == Location("greeting.tpl", 1, 1, found.location.end_line, found.location.end_column)
