"""Templates: what Helm prints where it is installed, places of values, and texts that nobody wrote on purpose."""

import contextlib
import re
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helm_here import WHY_NOT, helm
from opsworthy.facts.files import Files, Library
from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.expressions.matching import TooMuchWork, matches
from opsworthy.facts.go_templates.expressions.program import compiled
from opsworthy.facts.go_templates.functions.table import FUNCTIONS
from opsworthy.facts.go_templates.functions.versions import matches as version_matches
from opsworthy.facts.go_templates.functions.writing import to_yaml
from opsworthy.facts.go_templates.parsing import parse
from opsworthy.facts.go_templates.running import Run
from opsworthy.facts.go_templates.syntax import LoopLeft
from opsworthy.facts.go_templates.values import Value, of_plain, plain, printed
from opsworthy.facts.helm.built_in import Setting
from opsworthy.facts.helm.charts import Charts
from opsworthy.facts.helm.rendering import Renderer
from opsworthy.facts.kubernetes.objects import objects_of
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.memory import MemoryTree
from opsworthy.text import yaml
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, Sequence
from opsworthy.text.source import Source

HELM = helm()
ROOT = Path(__file__).parents[2]
CHARTS = [path.parent for path in (ROOT / "tests/detectors/helm").glob("*/repo/**/Chart.yaml") if "broken" not in str(path)]


def evaluated(template: str, values: object = None) -> str:
    parsed = parse(Source("templates/t.yaml", template))
    run = Run(FUNCTIONS, parsed.defined, Location("templates/t.yaml", 1), [])
    return printed(run.printed(parsed.body, Value({"Values": of_plain(values)})).data)


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("a {{- 1 -}} b", "a1b"),
        ("{{ 1 -}}\n  {{- 2 }}", "12"),
        ("{{/* c */}}x{{- /* c */ -}} y", "xy"),
        ('{{ "}}" }}', "}}"),
        ("{{ `raw \\n` }}", "raw \\n"),
        ('{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', "2"),
        ('{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}', "1"),
        ('{{ range $i, $x := list "a" "b" }}{{ $i }}{{ $x }}{{ end }}', "0a1b"),
        ('{{ with dict "a" (dict "b" 3) }}{{ .a.b }}{{ end }}', "3"),
        ('{{ (dict "a" "x").a | upper }}', "X"),
        ('{{ block "n" 5 }}[{{ . }}]{{ end }}{{ template "n" 6 }}', "[5][6]"),
        ("{{ and 1 0 (fail \"never asked\") }}", "0"),
        ('{{ regexReplaceAll "(a+)(b?)" "aab-a" "<$1|${2}>" }}', "<aa|b>-<a|>"),
        ('{{ regexFindAll "[a-c]" "abcd" 2 | join "" }}', "ab"),
        ("{{ printf \"%-4s|%4d|%.1f|%t\" \"x\" 7 2.25 true }}", "x   |   7|2.2|true"),
        ('{{ toYaml (dict "b" (list 1 "2" "x: y") "a" (dict)) }}', 'a: {}\nb:\n- 1\n- "2"\n- \'x: y\''),
    ],
)  # fmt: skip
def test_what_templates_print(template: str, result: str) -> None:
    assert evaluated(template) == result


@pytest.mark.parametrize(
    ("wanted", "given_", "holds"),
    [
        (">=1.19-0", "v1.31.0", True),
        (">=1.19", "1.20.0-rc.1", False),
        ("^1.2", "1.9.9", True),
        ("^0.2.3", "0.3.0", False),
        ("~1.2", "1.2.9", True),
        ("1.x || >=3 <4", "3.9.0", True),
        ("1.2 - 1.4", "1.5.0", False),
        ("!=1.0.0", "1.0.1", True),
        ("*", "not a version", False),
    ],
)
def test_versions(wanted: str, given_: str, holds: bool) -> None:
    assert version_matches(wanted, given_) is holds


PIECES = [
    "{{",
    "}}",
    "{{-",
    "-}}",
    " ",
    "if",
    "else",
    "end",
    "range",
    "with",
    "define",
    '"x"',
    ".Values.a",
    "$x",
    ":=",
    "|",
    "(",
    ")",
]
PIECES += [
    "include",
    "tpl",
    "toYaml",
    "nindent 2",
    "list 1 2",
    "dict",
    'printf "%s"',
    "\n",
    "a: b",
    "- ",
    "until 9",
    "/*",
    "*/",
    "`",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_template_is_printed_or_refused(template: str) -> None:
    with contextlib.suppress(TemplateError, LoopLeft):
        evaluated(template, {"a": {"b": [1, None, "x"]}})


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc-.1", min_size=1, max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(PLAIN)
@settings(max_examples=200, deadline=None)
def test_written_yaml_reads_as_what_it_was(data: object) -> None:
    text = printed(to_yaml(of_plain(data)).data)
    read = yaml.parse(Source("x.yaml", text))
    assert not read.problems
    assert (as_plain(read.documents[0]) if read.documents else None) == plain(of_plain(data))


ATOMS = [
    "a",
    "b",
    "[ab]",
    "[^a]",
    ".",
    "x?",
    "(a|b)",
    "(?:ab)",
    "a*",
    "b+",
    "(a*b)+",
    "(ab|a)",
    "a{1,2}",
    "^",
    "$",
    r"(-?[^a-z\d\-])+-?",
    r"\b",
]


@given(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=5).map("".join), st.text("aab1-x ", max_size=10))
@settings(max_examples=300, deadline=None)
def test_expressions_find_what_others_find(pattern: str, text: str) -> None:
    program = compiled(pattern)
    assert program is not None
    ours = next(iter(matches(program, text)), None)
    theirs = re.search(pattern, text)
    assert (ours.saved[:2] if ours else None) == (theirs.span() if theirs else None)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a?){200}a{200}", "((a*)*)*c"])
def test_no_expression_takes_long(pattern: str) -> None:
    began = time.monotonic()
    program = compiled(pattern)
    with contextlib.suppress(TooMuchWork):
        _ = program and list(matches(program, "a" * 2000))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "template",
    [
        '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
        '{{ repeat 999999999 "a" }}',
        "{{ range until 20000 }}{{ range until 20000 }}{{ . }}{{ end }}{{ end }}",
        '{{ $x := "aaaaaaaaaaaaaaaa" }}{{ range until 99 }}{{ $x = printf "%s%s" $x $x }}{{ end }}',
        '{{ printf "%999d" 1 }}{{ nindent 99999999 "a" }}',
        '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}',
        '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toJson $d }}{{ $d }}',
    ],
)
def test_no_template_takes_long(template: str) -> None:
    began = time.monotonic()
    chart = {"Chart.yaml": "name: a\n", "templates/t.yaml": f"kind: {template}"}
    charts = Charts(Files(Library(MemoryTree(chart)), lambda path: False))
    Renderer(charts).render(charts.by_folder[""], [], Setting("a"))
    assert time.monotonic() - began < 10


def as_plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [as_plain(item) for item in node.items]
    return {entry.key: as_plain(entry.value) for entry in node.entries}


@pytest.mark.skipif(HELM is None, reason=WHY_NOT)
@pytest.mark.parametrize("folder", CHARTS, ids=[str(path.relative_to(ROOT)) for path in CHARTS])
def test_the_same_objects_as_helm(folder: Path) -> None:
    charts = Charts(Files(Library(FolderTree(folder)), lambda path: False))
    chart = charts.by_folder.get("")
    assert HELM is not None
    if chart is None:
        return
    command = [
        HELM,
        "template",
        chart.name,
        str(folder),
        "--namespace",
        "release-namespace",
        "--kube-version",
        "1.31.0",
        "--skip-tests",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return  # What Helm refuses (a chart that is not here, a value that must be given) has nothing to compare.
    documents = yaml.parse(Source("built", done.stdout)).documents
    expected = {(each.kind, each.name): _bare(as_plain(each.node)) for document in documents for each in objects_of(document)}
    rendered = Renderer(charts).render(chart, [], Setting(chart.name))
    assert {(each.kind, each.name): _bare(as_plain(each.node)) for each in rendered.objects} == expected


def _bare(built: object) -> object:
    if isinstance(built, dict) and built.get("metadata", {}).get("namespace") == "release-namespace":
        del built["metadata"]["namespace"]
    return built
