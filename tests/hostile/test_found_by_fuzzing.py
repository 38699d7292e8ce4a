"""What guided runs and grown files found, once each: places beyond the end, time that grew with the square, silence."""

from time import process_time

import pytest
from benchmarks.fuzz.holding import MARK, hold

from opsworthy.facts.detect import detect
from opsworthy.repository.memory import MemoryTree
from opsworthy.text import code, hcl, json, toml, yaml
from opsworthy.text.source import Problem, Source

PATIENCE = 10.0
"""Seconds of processor time; each of these took from ten to several hundred before."""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("azure-pipelines.yml", "trigger: [main] "),
        ("azure-pipelines.yml", "trigger: [\n"),
        (".circleci/config.yml", "\nversi"),
        ("render.yaml", "services:\n  - type: web\n    name:"),
        ("bitbucket-pipelines.yml", "pipelines:\n  default:\n  -"),
        (".github/workflows/a.yml", "on: push\njobs:\n  a:\n    steps:\n      - run: kubectl apply"),
        (".github/workflows/b.yml", 'on: push\njobs:\n  a:\n    steps:\n      - run: "a\\nb\\nc"'),
        ("k8s/a.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a"),
    ],
)
def test_no_place_stands_behind_the_last_line(path: str, text: str) -> None:
    """PyYAML's composer says that a text without a last end of line ends on the line below it."""
    hold({path: text})


def test_only_ends_of_lines_end_lines() -> None:
    """YAML 1.1 counts three more characters, which no editor counts."""
    source = Source("compose.yaml", "# a\u2028b\x85c\u2029d\nservices: {web: {image: nginx}}\n")
    (document,) = yaml.parse(source).documents
    assert document.location.line == 2


@pytest.mark.parametrize(
    ("path", "size", "head", "piece", "tail"),
    [
        (".gitlab-ci.yml", 250_000, "", "a{n}: {{extends: a{m}, script: b}}\n", ""),
        ("src/routes.ts", 120_000, "import express from 'express'\nconst app = express()\n", "app.get('/a{n}/health', f)\n", ""),
        (
            "mux.go",
            100_000,
            'package a\n\nimport "github.com/gorilla/mux"\n\nfunc F() {\n\tr := mux.NewRouter()\n',
            '\tr.HandleFunc("/{n}/health", f)\n',
            "",
        ),
        ("pyproject.toml", 600_000, "[project]\nname = 'a'\n", "[tool.a{n}]\nb = 1\n", ""),
        ("serverless.yml", 250_000, "service: a\nprovider: {name: aws}\nfunctions:\n", "  a{n}: {{handler: b.c}}\n", ""),
        ("package.json", 250_000, '{"dependencies": {', '"a{n}": "1",', '"z": "1"}}'),
    ],
)
def test_time_does_not_grow_with_the_square(path: str, size: int, head: str, piece: str, tail: str) -> None:
    """Many jobs, routes, tables, functions, packages in one file."""
    text = head + "".join(piece.format(n=n, m=n - 1 if n else 0) for n in range(size // len(piece))) + tail
    start = process_time()
    hold({path: text})
    assert process_time() - start < PATIENCE


def test_more_values_than_anybody_writes_are_refused() -> None:
    found = yaml.parse(Source("a.yaml", "a: [" + "1, " * 700_000 + "1]\n"))
    assert [each.message for each in found.problems] == ["YAML refused: more than 150000 values"]
    for problem in (
        json.parse(Source("a.json", "[" + "1," * 700_000 + "1]")),
        toml.parse(Source("a.toml", "a = [" + "1," * 700_000 + "1]")),
    ):
        assert isinstance(problem, Problem)
        assert "refused: more than" in problem.message


def test_many_values_that_stand_in_the_text_alone_are_no_reason() -> None:
    text = "a: |\n" + "  - b: c, d\n" * 60_000
    found = yaml.parse(Source("a.yaml", text))
    assert (len(found.documents), found.problems) == (1, ())


def test_code_that_a_program_packed_is_said() -> None:
    facts = detect(MemoryTree({"app.py": "import os\nA = os.environ['A']\n", "b.py": "import os; os.environ['B'];" * 2000}))
    assert [(each.path, each.reason) for each in facts.left_out] == [("b.py", "packed by a program")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.bicep", "param a string\n" + "}\n" * 50_000),
        ("main.tf", 'resource "a" "b" {}\n' + "inputs =" * 30_000 + "\n" * 1000),
        ("index.js", "const a = process.env.A\n" + "exports.handler = async () =>tatusCode: 200})\n\n" * 4000),
        ("src/a.kt", 'package a\nfun main() {\n  val x = System.getenv("A")\n  get {\n' + "}\n{ ) }\n" * 20_000),
    ],
)
def test_text_that_no_grammar_ends_with_is_left_in_time(path: str, text: str) -> None:
    """Minutes where it is not stopped; a file that only looks alike, and is read, is fine as well."""
    start = process_time()
    facts = detect(MemoryTree({path: text, "Procfile": "web: a\n"}))
    assert process_time() - start < PATIENCE
    assert facts.facts
    assert [each.reason for each in facts.left_out] in ([], ["takes too long to parse"])


def test_what_takes_too_long_is_said() -> None:
    facts = detect(MemoryTree({"main.bicep": "param a string\n" + "}\n" * 50_000}))
    assert [(each.path, each.reason) for each in facts.left_out] == [("main.bicep", "takes too long to parse")]
    found = hcl.parse(Source("job.nomad", 'job "a" {}\n' + "inputs =" * 30_000))
    assert isinstance(found, Problem)
    assert found.message == "HCL refused: it takes too long to read"


@pytest.mark.parametrize("reference", ["data.a", "data.a[0]", "data", "data.a.b", "module", "aws_x", "each", "data[0].a"])
def test_a_reference_may_end_anywhere(reference: str) -> None:
    hold({"main.tf": f'resource "aws_s3_bucket" "b" {{\n  bucket = {reference}\n  for_each = toset({reference})\n}}\n'})


def test_a_long_file_is_the_same_read_in_pieces() -> None:
    text = "".join(f"const a{n} = process.env.A{n} || 'é{n}';\n" for n in range(5000)) + "}} const b = (\n"
    read = code.read(Source("index.js", text))
    assert read is not None
    assert str(read.root) == str(code.parse(Source("index.js", text), "javascript").root_node)
    assert read.of("lexical_declaration")[4999].text == "const a4999 = process.env.A4999 || 'é4999';".encode()


def test_a_long_name_of_a_secret_is_one() -> None:
    name = "APP_PASST_" * 500 + "PASSWORD"
    hold({"compose.yaml": f"services:\n  web:\n    image: a\n    environment:\n      {name}: {MARK}\n"})


def test_a_call_on_a_long_literal_is_read() -> None:
    """What a call stands on may be long and have nothing within it."""
    hold({"src/Program.cs": 'class A { void F() { "' + "a" * 5000 + '".Split("b").MapGet("/health", c); } }\n'})
