"""Walks tests/documents/parse/<case>/: a Markdown document and the outline of what is read from it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.document import Document, Section
from opsworthy.documents.parse import parse, titles
from opsworthy.text.location import Location
from opsworthy.text.source import Source
from outlines import outline

CASES = sorted((Path(__file__).parent / "documents" / "parse").glob("*/*.md"))


def _read(text: str, kind: str = "runbook") -> Document:
    return parse(Source(f"{kind}.md", text), kind)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
class TestEachCase:
    def test_reads_as_its_outline_says(self, path: Path) -> None:
        expected = path.with_name("expected.txt").read_text(encoding="utf-8")
        assert outline(_read(path.read_text(encoding="utf-8"), path.stem)) == expected

    def test_reads_the_same_with_other_line_ends(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert outline(_read(text.replace("\n", "\r\n"), path.stem)) == outline(_read(text, path.stem))

    def test_its_titles_are_those_of_its_sections(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        sections = _read(text, path.stem).sections()
        assert titles(Source("a.md", text), path.stem) == tuple(each.title for each in sections if each.level)

    def test_places_lie_inside_the_text(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert _outside(_read(text, path.stem), text) == []


class _Placed(Protocol):
    @property
    def location(self) -> Location: ...


def _outside(document: Document, text: str) -> list[Location]:
    """Every place of a document that is not in its text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [place for section in document.sections() for place in _places(section) if not _is_inside(place, lines)]


def _is_inside(place: Location, lines: list[str]) -> bool:
    if not 1 <= place.line <= place.end_line <= len(lines):
        return False
    begins = 1 <= place.column <= len(lines[place.line - 1]) + 1
    return begins and 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1


def _places(section: Section) -> list[Location]:
    parts: tuple[Iterable[_Placed], ...] = (
        section.commands(), section.paragraphs, section.fences, section.tables, section.links, section.amounts, section.durations,
        section.steps, section.expectations,
    )  # fmt: skip
    found = [section.location, *(part.location for group in parts for part in group)]
    return found + [where for table in section.tables for _, where in table.rows]


_MARKS = st.sampled_from(
    [
        "# ", "## Deployment", "\n", "\n\n", "- ", "1. ", "   ", "\t", "```bash\n", "```\n", "~~~", "> ", "**Symptom**:", "**",
        "| a | b |\n|--|--|\n| 1 |", "`kubectl get pods`", "$5-10/month", "USD 1,2,3.4", "15 min", "1h30", "[a](b)", "[a]", "![",
        "<b>", "https://x.y/z?", "<!--", "-->", "---\n", "é✅", "\r\n", "\r", "\x00", "\u2028", "$ ls\nout", "<<EOF", "&amp;",
        "\\", "[x] ",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(_MARKS, max_size=40).map("".join)), st.sampled_from(["runbook", "cost-plan"]))
def test_no_text_breaks_it(text: str, kind: str) -> None:
    assert _outside(_read(text, kind), text) == []


def test_an_empty_text_is_an_empty_document() -> None:
    document = _read("")
    assert (document.root.sections, document.root.paragraphs, document.front_matter) == ((), (), "")


def test_depth_is_bounded() -> None:
    assert _read("> " * 5000 + "deep").kind == "runbook"
    assert _read("".join(f"{'  ' * depth}- item\n" for depth in range(400))).kind == "runbook"
    assert _read("[" * 20000).kind == "runbook"


def test_a_document_finds_its_outermost_section_on_a_topic() -> None:
    document = _read("## Operations\n### Rollback of a cache\n## Rollback\n")
    found = document.topic("rollback")
    assert found is not None
    assert found.title == "Rollback"
