"""Foreign text stays text: whatever characters it holds, Markdown and the shell read back exactly what was meant."""

import re
import shlex
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from opsworthy.documents.escape import one_line
from opsworthy.documents.markup import (
    AsOf,
    Bullets,
    Code,
    Element,
    Heading,
    Item,
    Link,
    Listing,
    OpenQuestion,
    Paragraph,
    Shell,
    Steps,
    Text,
    Words,
    fence,
    say,
    step,
    table,
    words_of,
)
from opsworthy.documents.render import render
from opsworthy.documents.shell import Variable, sh

TODAY = date(2026, 11, 23)
MARKDOWN = MarkdownIt("commonmark").enable("table")
_PIECES = [
    "`",
    "```",
    "*",
    "**",
    "_",
    "__",
    "[",
    "](x)",
    "<b>",
    "-->",
    "|",
    "\\",
    "#",
    "~~",
    "$",
    "&amp;",
    "'",
    '"',
    ";",
    "$(reboot)",
    "=",
    "+",
    "{}",
    "![x](y)",
    "http://evil.example",
    "<!-- ",
    "# ",
    "- ",
    "1. ",
    "> ",
    "\n",
    "\r\n",
    "\t",
    "  ",
    "<!-- opsworthy:end id=a -->",
    "\u202e",
    "\x00",
]
SPICE = st.sampled_from(_PIECES)
NASTY = st.lists(st.one_of(SPICE, st.text(max_size=8)), max_size=8).map("".join)


def _text(tokens: list[Token]) -> str:
    """The text of inline tokens; a token of any other kind means that something foreign became markup."""
    parts: list[str] = []
    for token in tokens:
        for child in token.children or []:
            assert child.type in ("text", "text_special"), child.type
            parts.append(child.content)
    return "".join(parts)


def _plain(text: str) -> str:
    return one_line(text).strip()


@given(NASTY.filter(lambda text: bool(_plain(text))))
def test_plain_text_stays_plain_text(text: str) -> None:
    for element in (Paragraph(words_of(text)), Bullets((Item(words_of(text)),)), Steps((Item(words_of(text)),))):
        tokens = MARKDOWN.parse(render([element], TODAY))
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
        assert kinds <= {"paragraph", "inline", "bullet_list", "ordered_list", "list_item"}
        assert _text(tokens).strip() == _plain(text)


@given(NASTY.filter(lambda text: bool(_plain(text))))
def test_a_heading_and_a_cell_hold_what_they_were_given(text: str) -> None:
    tokens = MARKDOWN.parse(render([Heading(2, words_of(text))], TODAY))
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    shown = MARKDOWN.parse(render([table(("A", "B"), [(text, Code(text))])], TODAY))
    cells = [token for token in shown if token.type == "inline"][2:]
    assert _text(cells[:1]).strip() == _plain(text)
    assert len(cells) == 2
    code = cells[1].children or []
    assert [child.type for child in code] == ["code_inline"]
    assert code[0].content.strip() == _plain(text)


@given(NASTY.filter(lambda text: bool(_plain(text))))
def test_code_stays_code(text: str) -> None:
    children = MARKDOWN.parse(render([Paragraph((Text("x "), Code(text), Text(" y")))], TODAY))[1].children or []
    assert [child.type for child in children] == ["text", "code_inline", "text"]
    assert children[1].content.strip() == _plain(text)


@given(NASTY)
def test_a_listing_cannot_end_its_own_fence_nor_hold_a_marker(text: str) -> None:
    rendered = render([Listing("text", tuple(text.split("\n")))], TODAY)
    tokens = MARKDOWN.parse(rendered)
    assert [token.type for token in tokens] == ["fence"]
    assert not re.search(r"^\s*<!--\s*opsworthy:", rendered, re.MULTILINE)


@given(NASTY)
def test_a_word_of_a_command_stays_one_word(text: str) -> None:
    command = sh("kubectl get pods -n {}", text).text
    assert "\n" not in command
    words = shlex.split(command)
    assert words[:4] == ["kubectl", "get", "pods", "-n"]
    assert len(words) == 5
    assert len(words[4]) == len(text)


@given(st.lists(NASTY, min_size=1, max_size=4))
def test_several_words_stay_as_many(texts: list[str]) -> None:
    assert len(shlex.split(sh("rm {}", tuple(texts)).text)) == 1 + len(texts)


def test_an_empty_hole_leaves_no_gap_and_a_variable_is_quoted() -> None:
    assert sh("kubectl get pods {} -o wide", ()).text == "kubectl get pods -o wide"
    assert sh("heroku ps --app {}", Variable("HEROKU_APP")).text == 'heroku ps --app "$HEROKU_APP"'
    with pytest.raises(ValueError, match="not the name"):
        Variable("A; reboot")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " JaVaScRiPt:alert(1)", "//evil.example/x", "vbscript:x"]
)
def test_a_link_that_could_run_something_is_shown_as_code(address: str) -> None:
    children = MARKDOWN.parse(render([Paragraph((Link(words_of("go"), address),))], TODAY))[1].children or []
    assert "link_open" not in {child.type for child in children}


@given(NASTY)
def test_a_link_keeps_its_words_and_opens_nothing_else(text: str) -> None:
    tokens = MARKDOWN.parse(render([Paragraph((Text("see "), Link(words_of(text or "x"), f"docs/{text}"), Text(" end")))], TODAY))
    assert len(tokens) == 3
    links = [child for child in tokens[1].children or [] if child.type == "link_open"]
    assert len(links) == 1


def test_a_phrase_takes_marks_from_its_template_and_none_from_its_holes() -> None:
    words: Words = say("Run `kubectl -n {}` on **{}**, not {name}.", "a`b", "x*y", name="`z`")
    assert render([Paragraph(words)], TODAY) == "Run ``kubectl -n a`b`` on **x\\*y**, not \\`z\\`.\n"


def test_a_code_mark_takes_text_only() -> None:
    with pytest.raises(TypeError, match="holds text"):
        say("`{}`", Code("x"))


def test_an_open_question_is_a_quotation_with_its_key() -> None:
    asked = OpenQuestion("monitoring.dashboard", "Where is the dashboard?", "the platform team")
    expected = "> **Open question** (`monitoring.dashboard`): Where is the dashboard? — ask the platform team.\n"
    assert render([asked], TODAY) == expected
    assert render([Bullets((Item((), (asked,)),))], TODAY) == f"- {expected}"


def test_what_hangs_under_a_step_is_indented_to_it() -> None:
    elements: list[Element] = [
        Steps((step("Apply.", fence(Shell("kubectl apply -k x"), "configured")), step(say("On {}.", AsOf()))))
    ]
    assert render(elements, TODAY) == (
        "1. Apply.\n   ```bash\n   kubectl apply -k x\n   # Expected: configured\n   ```\n2. On 2026-11-23.\n"
    )
