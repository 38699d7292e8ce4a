"""String literals: what a program writes is what is read, in each language."""

import json

from hypothesis import given
from hypothesis import strategies as st
from tree_sitter import Node

from opsworthy.facts.code.golang import expressions as golang
from opsworthy.facts.code.python import expressions as python
from opsworthy.facts.code.script import expressions as script
from opsworthy.text.code import read
from opsworthy.text.source import Source

TEXTS = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\u2028\u2029"), max_size=30)


def _first(path: str, text: str, *types: str) -> Node:
    code = read(Source(path, text))
    assert code is not None
    return code.of(*types)[0]


@given(TEXTS)
def test_python_strings(text: str) -> None:
    assert python.text_of(_first("a.py", f"x = {text!r}\n", "string")) == text


@given(TEXTS)
def test_python_strings_join(text: str) -> None:
    assert python.text_of(_first("a.py", f"x = ({text!r} 'b')\n", "concatenated_string")) == f"{text}b"


@given(TEXTS)
def test_script_strings(text: str) -> None:
    assert script.text_of(_first("a.ts", f"const x = {json.dumps(text)};\n", "string")) == text


@given(TEXTS)
def test_go_strings(text: str) -> None:
    source = f"package a\n\nvar x = {json.dumps(text, ensure_ascii=False)}\n"
    assert golang.text_of(_first("a.go", source, "interpreted_string_literal")) == text


def test_script_escapes() -> None:
    for source, text in {
        r"'\\0'": "\\0", r"'\0'": "\0", r"""'\\"'""": '\\"', r"""'say "hi"'""": 'say "hi"', r"'it\'s'": "it's", r"'\x41\u0042\v'": "AB\x0b",
    }.items():  # fmt: skip
        assert script.text_of(_first("a.ts", f"const x = {source};\n", "string")) == text, source


def test_what_is_put_together_at_run_time_is_no_literal() -> None:
    assert python.text_of(_first("a.py", 'x = f"a{b}"\n', "string")) is None
    assert python.text_of(_first("a.py", 'x = b"a"\n', "string")) is None
    assert script.text_of(_first("a.js", "const x = `a${b}`;\n", "template_string")) is None
    assert script.text_of(_first("a.js", "const x = `a'b\"c`;\n", "template_string")) == "a'b\"c"
