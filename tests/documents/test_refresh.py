"""Managed blocks: what was generated may be replaced, what a person wrote stays."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.documents.blocks import Block, parse
from opsworthy.documents.markup import AsOf, Element, Heading, paragraph, say, words_of
from opsworthy.documents.phrases import see
from opsworthy.documents.refresh import Action, Refreshed, refresh
from opsworthy.documents.settling import settled
from opsworthy.text.location import Location
from opsworthy.text.source import Problem

FIRST, LATER = date(2026, 11, 23), date(2027, 2, 1)
SOURCE = (Location("k8s/prod/kustomization.yaml", 3),)


def _block(name: str, text: str = "") -> Block:
    return Block(name, (paragraph("{}", text or f"About {name}."),), SOURCE)


BLOCKS = [
    Block("about", (paragraph("{}", say("Last updated: {}.", AsOf())),)),
    _block("deploy"),
    _block("operate"),
    _block("roll-back"),
]


def _written(blocks: list[Block] | None = None, existing: str | None = None, today: date = FIRST) -> Refreshed:
    return refresh("runbook.md", existing, BLOCKS if blocks is None else blocks, today)


def _actions(refreshed: Refreshed) -> dict[str, str]:
    return {note.id: note.action.value for note in refreshed.report}


def test_a_new_document_holds_every_block_and_the_places_it_came_from() -> None:
    text = _written().text
    assert text.startswith("<!-- opsworthy:begin id=about digest=")
    assert "Last updated: 2026-11-23." in text
    assert " from=k8s/prod/kustomization.yaml:3 -->\nAbout deploy.\n\n<!-- opsworthy:end id=deploy -->\n" in text
    assert text.endswith("<!-- opsworthy:blocks as-of=2026-11-23 ids=about,deploy,operate,roll-back -->\n")


def test_a_second_run_changes_no_byte_not_even_the_date() -> None:
    first = _written()
    again = _written(existing=first.text, today=LATER)
    assert again.text == first.text
    assert not again.changed
    assert set(_actions(again).values()) == {Action.UNCHANGED}


def test_a_changed_fact_refreshes_its_block_and_the_date() -> None:
    changed = [*BLOCKS[:2], _block("operate", "Something new."), BLOCKS[3]]
    again = _written(changed, _written().text, LATER)
    assert "Something new." in again.text
    assert "Last updated: 2027-02-01." in again.text
    assert _actions(again) == {"about": "refreshed", "deploy": "unchanged", "operate": "refreshed", "roll-back": "unchanged"}


def test_an_edited_block_is_the_persons_and_comes_with_a_suggestion_once_the_facts_move() -> None:
    edited = _written().text.replace("About operate.", "About operate, as Ada knows it.")
    kept = _written(existing=edited)
    assert kept.text == edited
    assert [note.suggestion for note in kept.report if note.id == "operate"] == [""]
    moved = _written([*BLOCKS[:2], _block("operate", "New words."), BLOCKS[3]], edited)
    assert moved.text == edited
    note = next(note for note in moved.report if note.id == "operate")
    assert note.action is Action.KEPT
    assert "-About operate, as Ada knows it." in note.suggestion
    assert "+New words." in note.suggestion


def test_taking_the_digest_out_hands_a_block_back() -> None:
    text = _written().text
    begin = next(line for line in text.splitlines() if "begin id=operate" in line)
    handed = text.replace(begin, "<!-- opsworthy:begin id=operate -->").replace("About operate.", "Mine, but no more.")
    assert _written(existing=handed).text == text


def test_a_block_that_a_person_removed_stays_removed() -> None:
    text = _written().text
    start, end = text.index("<!-- opsworthy:begin id=operate"), text.index("<!-- opsworthy:end id=operate -->\n")
    without = text[:start] + text[end + len("<!-- opsworthy:end id=operate -->\n") :]
    again = _written(existing=without)
    assert "About operate" not in again.text
    assert _actions(again)["operate"] == "removed-by-person"
    assert "removed=operate" in again.text
    assert _written(existing=again.text).text == again.text
    back = _written(existing=again.text.replace(" removed=operate", "").replace("operate,", ""))
    assert _actions(back)["operate"] == "written"


def test_an_obsolete_block_goes_unless_it_was_edited() -> None:
    without = [block for block in BLOCKS if block.id != "operate"]
    gone = _written(without, _written().text)
    assert gone.text == _written(without).text
    assert _actions(gone)["operate"] == "obsolete-removed"
    edited = _written().text.replace("About operate.", "Ada's words.")
    kept = _written(without, edited)
    assert kept.text == edited
    assert _actions(kept)["operate"] == "obsolete-kept"
    assert _written(without, kept.text).text == kept.text


def test_a_new_block_goes_before_its_next_neighbour_and_after_the_notes_of_the_one_before() -> None:
    few = [BLOCKS[0], BLOCKS[1], BLOCKS[3]]
    text = _written(few).text.replace(
        "<!-- opsworthy:end id=deploy -->\n", "<!-- opsworthy:end id=deploy -->\n\nA note of mine.\n"
    )
    order = [line for line in _written(existing=text).text.splitlines() if line.startswith(("<!-- opsworthy:begin", "A note"))]
    assert [line.split("id=")[-1].split()[0] for line in order] == ["about", "deploy", "A", "operate", "roll-back"]


def test_a_persons_own_heading_is_not_jumped() -> None:
    few = BLOCKS[:3]
    text = _written(few).text.replace("<!-- opsworthy:blocks", "## Appendix\n\nMine.\n\n<!-- opsworthy:blocks")
    again = _written(existing=text).text
    assert again.index("id=roll-back") < again.index("## Appendix")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n<!-- opsworthy:begin id=x digest=1 -->\nb\n", 2, "block x has no end marker"),
        ("<!-- opsworthy:end id=x -->\n", 1, "the end of block x has no beginning"),
        ("<!-- opsworthy:begin id=x -->\n<!-- opsworthy:begin id=y -->\n", 2, "stands inside block x"),
        ("<!-- opsworthy:begin id=x -->\n<!-- opsworthy:end id=y -->\n", 2, "the end of block y has no beginning"),
        ("<!-- opsworthy:begin id=x -->\n<!-- opsworthy:end id=x -->\n" * 2, 3, "block x stands here twice"),
        ("<!-- opsworthy:begin -->\n", 1, "cannot be understood"),
        ("<!-- opsworthy:begin id=x\n", 1, "cannot be understood"),
        ("<!-- opsworthy:beginn id=x -->\n", 1, "cannot be understood"),
        ("<!-- opsworthy:blocks ids=a -->\n<!-- opsworthy:blocks ids=a -->\n", 2, "stands here twice"),
    ],
)
def test_broken_markers_are_a_problem_with_a_line_and_the_file_is_untouched(text: str, line: int, message: str) -> None:
    refreshed = _written(existing=text)
    assert refreshed.text == text
    assert not refreshed.changed
    [problem] = refreshed.problems
    assert (problem.location.path, problem.location.line) == ("runbook.md", line)
    assert message in problem.message


def test_crlf_files_stay_crlf() -> None:
    windows = _written().text.replace("\n", "\r\n")
    assert _written(existing=windows).text == windows
    changed = _written([*BLOCKS[:2], _block("operate", "New."), BLOCKS[3]], windows).text
    assert "New.\r\n" in changed
    assert "\n" not in changed.replace("\r\n", "")


def test_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm() -> None:
    text = "\ufeff" + _written().text.rstrip("\n")
    assert _written(existing=text).text == text


def test_a_persons_document_without_blocks_is_kept_whole() -> None:
    mine = "# My runbook\n\nCall Ada.\n"
    again = _written(existing=mine)
    assert again.text.startswith(mine)
    assert set(_actions(again).values()) == {Action.WRITTEN}
    assert _written(existing=again.text).text == again.text


def test_the_parts_of_a_text_are_its_whole_text() -> None:
    text = "x\n" + _written().text + "\ny\n\x0cz\u2028"
    parts = parse("runbook.md", text)
    assert not isinstance(parts, Problem)
    assert "".join(part.text for part in parts) == text


LINES = st.lists(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20).map(lambda line: line.replace("\n", " ")), max_size=4
)
NAMES = st.lists(st.sampled_from(["about", "deploy", "operate", "roll-back", "secrets", "watch"]), unique=True, max_size=6)
DRAFTS = NAMES.flatmap(
    lambda names: st.tuples(*(st.sampled_from([_block(name), _block(name, f"Other {name}.")]) for name in names)).map(list)
)


@given(DRAFTS, DRAFTS, LINES, st.data(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_a_person_wrote_outside_survives_any_refresh(
    before: list[Block], after: list[Block], notes: list[str], data: st.DataObject, windows: bool
) -> None:
    end = "\r\n" if windows else "\n"
    lines = _written(before).text.splitlines()
    gaps = [at for at in range(len(lines) + 1) if not _inside(lines, at)]
    for note in notes:
        at = data.draw(st.sampled_from(gaps))
        marked = f"note {note}".replace("\r", " ").strip()
        lines.insert(at, marked)
        gaps = [at for at in range(len(lines) + 1) if not _inside(lines, at)]
    text = end.join(lines) + end
    refreshed = _written(after, text, LATER)
    kept = refreshed.text.split("\n")
    written = [line.rstrip("\r") for line in kept if line.startswith("note ")]
    assert written == [line for line in "\n".join(lines).split("\n") if line.startswith("note ")]
    again = _written(after, refreshed.text, LATER)
    assert again.text == refreshed.text


def _inside(lines: list[str], at: int) -> bool:
    opened = 0
    for line in lines[:at]:
        opened += line.startswith("<!-- opsworthy:begin") - line.startswith("<!-- opsworthy:end")
    return bool(opened)


@given(DRAFTS.filter(bool), DRAFTS, st.text(alphabet="abc |*\n", min_size=1, max_size=30), st.data())
@settings(max_examples=200, deadline=None)
def test_an_edited_block_survives_any_refresh(before: list[Block], after: list[Block], typed: str, data: st.DataObject) -> None:
    text = _written(before).text
    name = data.draw(st.sampled_from(before)).id
    mark = f"<!-- opsworthy:end id={name} -->"
    edited = text.replace(mark, f"{typed}\n{mark}")
    refreshed = _written(after, edited, LATER)
    assert f"{typed}\n{mark}" in refreshed.text
    assert _written(after, refreshed.text, LATER).text == refreshed.text


def test_a_block_id_and_its_sources_cannot_break_the_marker() -> None:
    with pytest.raises(ValueError, match="not an id"):
        Block("a -->", ())
    elements: tuple[Element, ...] = (paragraph("x"),)
    odd = Block("odd", elements, (Location("a b,c-->\n.yaml", 3),))
    text = _written([odd]).text
    assert "from=a%20b%2Cc--%3E%0A.yaml:3 -->" in text
    assert _written([odd], text).text == text


def test_a_link_to_a_heading_that_is_not_there_becomes_plain_words() -> None:
    here = Block("here", (Heading(2, words_of("Rollback")), paragraph("{} or {}.", see("Rollback"), see("Nowhere"))))
    [block] = settled([here])
    assert block.body(FIRST) == "## Rollback\n\n[Rollback](#rollback) or Nowhere.\n\n"
