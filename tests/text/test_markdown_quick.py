"""The quick ways to read Markdown read what markdown-it reads."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from opsworthy.text import markdown_pieces
from opsworthy.text.markdown_blocks import Blocks
from opsworthy.text.markdown_pieces import Piece, pieces

_LINES = (
    "text", "more *text*", "", "", "# Heading", "## Two ##", "---", "===", "- item", "- [ ] task", "  inner", "    code", "\tcode",
    "1. one", "2) two", "* star", "+ plus", "> quote", ">> deep", "> - both", "```bash", "```", "~~~", "| a | b |", "|---|---|",
    "a | b", "--|--", ":-: | -", "<!-- comment -->", "<div>", "</div>", "<b>x", "[name]: /target", "[name]", "***", "_ _ _", "  ---",
    "1. ", "-", "10. ten", "#no", "#", "\\# no", "   three", "&amp;", "- a\n\n  b", "> a\nlazy", "```\n- x\n```",
)  # fmt: skip
_WORDS = (
    "a", "b c", "*", "**", "_", "__", "***", "`", "``", " ", "  ", "\n", "[", "](u)", "]", "(", ")", ".", "!", "é", "—", "~", "~~",
    "&", "&amp;", "\\", "<b>", "<", ": ", "-", "\t", "1", "http://x.y/z", "[a](b)", "[a]", "**a**", "`c`", "🚨", "\u3000",
)  # fmt: skip


def reader() -> MarkdownIt:
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    for name, keep in (("normalizeLink", str), ("validateLink", bool)):
        setattr(made, name, keep)
    return made


def quick() -> MarkdownIt:
    made = reader()
    made.block = Blocks(made)
    return made


SLOW, QUICK = reader(), quick()


def said(tokens: list[Token]) -> list[dict[str, object]]:
    return [dict(token.as_dict()) for token in tokens]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_LINES), max_size=14).map("\n".join))
def test_blocks_are_those_of_markdown_it(text: str) -> None:
    assert said(QUICK.parse(text)) == said(SLOW.parse(text))


@pytest.mark.parametrize("pair", list(pairwise((*_LINES, *reversed(_LINES)))), ids=str)
def test_any_two_lines_read_alike(pair: tuple[str, str]) -> None:
    for begun in ("", "\n", "- a\n\n  ", "> ", "para\n"):
        text = begun + "\n".join(pair) + "\n"
        assert said(QUICK.parse(text)) == said(SLOW.parse(text)), text


def test_front_matter_stands_on_the_first_line_only() -> None:
    for text in ("---\na: b\n---\n# T\n", "# T\n---\na: b\n---\n", "---\n", "- a\n---\nb\n"):
        assert said(QUICK.parse(text)) == said(SLOW.parse(text))


def whole(content: str) -> list[Piece]:
    """The pieces as markdown-it cuts them."""
    return [plain(each) for each in markdown_pieces._read(content, SLOW, {})]


def plain(piece: Piece) -> Piece:
    """Without what the two do not share and nobody asks for: the name of a break, the marks of a link."""
    kind = "softbreak" if piece.type == "hardbreak" else piece.type
    return piece._replace(type=kind, markup="" if kind == "softbreak" else piece.markup)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map("".join).map(str.strip).filter(bool))
def test_pieces_are_those_of_markdown_it(content: str) -> None:
    assert [plain(each) for each in pieces(content, SLOW, {})] == whole(content)


@pytest.mark.parametrize(
    "content",
    [
        "Run `make deploy`, then wait.",
        "**Symptom**: pods restart\n**Cause**: memory  \nnext",
        "See [the dashboard](https://example.com/d/1) and snake_case_name.",
        "- [ ] [x] 5 * 3 = 15, a_b and `` a`b ``",
        "**[Link](x)** — _soft_ **`code`**",
    ],
)
def test_common_texts_need_no_second_reading(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = whole(content)
    monkeypatch.setattr(markdown_pieces, "_read", None)
    assert [plain(each) for each in pieces(content, SLOW, {})] == expected


def test_a_reference_is_looked_up() -> None:
    env = {"references": {"NAME": {"href": "/there", "title": ""}}}
    assert Piece("link_open", "", "", "/there") in pieces("see [name]", SLOW, env)
