"""YAML, JSON and TOML: the values that their own libraries see, each at its place in the text."""

import json as strict_json
import tomllib

import tomlkit
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text import json, toml, yaml
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, integer, string, walk
from opsworthy.text.source import Problem, Source

KEYS = st.text("abcdefghij-_", min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)
TABLES = st.dictionaries(
    KEYS,
    st.recursive(
        st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def _plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {entry.key: _plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.value


def _inside(source: Source, node: Node) -> bool:
    lines = source.text.count("\n") + 1
    return all(1 <= each.location.line <= lines and each.location.path == source.path for each in walk(node))


@given(DATA)
def test_yaml_says_what_it_says(data: object) -> None:
    source = Source("x.yaml", pyyaml.safe_dump(data, allow_unicode=True))
    parsed = yaml.parse(source)
    assert parsed.problems == ()
    assert [_plain(node) for node in parsed.documents] == [data]
    assert all(_inside(source, node) for node in parsed.documents)


@given(DATA)
def test_json_says_what_it_says(data: object) -> None:
    source = Source("x.json", strict_json.dumps(data, indent=1))
    parsed = json.parse(source)
    assert not isinstance(parsed, Problem)
    assert _plain(parsed) == data
    assert _inside(source, parsed)


@given(TABLES)
def test_toml_says_what_it_says(data: dict[str, object]) -> None:
    source = Source("x.toml", tomlkit.dumps(data))
    parsed = toml.parse(source)
    assert not isinstance(parsed, Problem)
    assert _plain(parsed) == tomllib.loads(source.text)
    assert _inside(source, parsed)


@given(st.text(max_size=300))
def test_any_text_gives_values_or_problems(text: str) -> None:
    source = Source("x", text)
    assert all(problem.location.line >= 1 for problem in yaml.parse(source).problems)
    assert json.parse(source) is not None
    assert toml.parse(source) is not None


def test_values_know_their_places() -> None:
    parsed = toml.parse(Source("o.toml", '[contacts]\non-call = "#ops"  # who\n\n[[rule]]\nname = "a"\n[[rule]]\nname = "b"\n'))
    assert not isinstance(parsed, Problem)
    answer, second = find(parsed, "contacts", "on-call"), find(parsed, "rule", 1, "name")
    assert isinstance(answer, Scalar)
    assert isinstance(second, Scalar)
    assert (answer.location.line, answer.location.column) == (2, 11)
    assert second.location.line == 7


def test_documents_before_a_broken_one_are_kept() -> None:
    parsed = yaml.parse(Source("k.yaml", "kind: Service\n---\nkind: [Deployment\n"))
    assert [string(node, "kind") for node in parsed.documents] == ["Service"]
    assert parsed.problems[0].location.line == 4


def test_an_anchor_may_be_defined_again() -> None:
    parsed = yaml.parse(Source("k.yaml", "a: &port 80\nb: &port 81\nc: *port\n"))
    assert parsed.problems == ()
    assert integer(parsed.documents[0], "c") == 81


def test_merge_keys_give_way_to_own_keys() -> None:
    parsed = yaml.parse(Source("k.yaml", "base: &base {a: 1, b: 2}\nmine:\n  <<: *base\n  b: 3\n"))
    assert _plain(parsed.documents[0]) == {"base": {"a": 1, "b": 2}, "mine": {"a": 1, "b": 3}}


def test_bombs_and_cycles_are_refused_or_bounded() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [*{before}, *{before}, *{before}, *{before}, *{before}, *{before}]\n"
        for before, after in zip("abcdefghi", "bcdefghij", strict=True)
    )
    parsed = yaml.parse(Source("bomb.yaml", bomb))
    assert sum(1 for _ in walk(parsed.documents[0])) < 200
    assert yaml.parse(Source("loop.yaml", "a: &a [*a]\n")).problems[0].message == "YAML refused: an alias contains itself"
    assert "levels deep" in yaml.parse(Source("deep.yaml", "[" * 400 + "]" * 400)).problems[0].message
    assert isinstance(json.parse(Source("deep.json", "[" * 5000 + "]" * 5000)), Problem)
