"""Edits that findings bring: made whole or not at all, never two at one place, with the line ends of the text."""

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.findings.mending import mended
from opsworthy.findings.outcome import Confidence, Outcome, Severity, State
from opsworthy.findings.patch import Edit, Patch
from opsworthy.text.location import Location

PATH = "runbook.md"


def finding(*edits: tuple[int, int, int, int, str], safe: bool = True, waived: str | None = None, path: str = PATH) -> Outcome:
    """A finding whose patch has edits from (line, column) to (end line, end column)."""
    told = tuple(Edit(Location(path, line, column, end, last), text) for line, column, end, last, text in edits)
    place = Location(PATH, edits[0][0])
    return Outcome(
        "OW999", "thing-wrong", (), State.BROKEN, Severity.ERROR, Confidence.HIGH, "wrong", place, waived=waived,
        patch=Patch(told, "puts it right", safe),
    )  # fmt: skip


def test_replaces_what_stands_between_two_places() -> None:
    done = mended(PATH, "a total of 12\nand more\n", [finding((1, 12, 1, 14, "15"))])
    assert done.text == "a total of 15\nand more\n"
    assert [each.words for each in done.made] == ["puts it right"]


def test_inserts_before_a_line_and_at_the_end() -> None:
    done = mended(PATH, "one\ntwo\n", [finding((2, 1, 2, 1, "new\n")), finding((3, 1, 3, 1, "last\n"))])
    assert done.text == "one\nnew\ntwo\nlast\n"


def test_keeps_the_line_ends_of_the_text() -> None:
    assert mended(PATH, "one\r\ntwo\r\n", [finding((2, 1, 2, 1, "a\nb\n"))]).text == "one\r\na\r\nb\r\ntwo\r\n"


def test_makes_the_first_of_two_that_touch_one_place() -> None:
    done = mended(PATH, "abcdef\n", [finding((1, 1, 1, 4, "X")), finding((1, 2, 1, 6, "Y"))])
    assert (done.text, done.waiting) == ("Xdef\n", 1)


def test_makes_all_edits_of_a_patch_or_none() -> None:
    done = mended(PATH, "abc\n", [finding((1, 1, 1, 2, "X"), (9, 1, 9, 2, "Y"))])
    assert (done.text, done.made) == ("abc\n", ())


def test_leaves_unsafe_ones_unless_they_are_allowed() -> None:
    unsafe = [finding((1, 1, 1, 2, "X"), safe=False)]
    assert (mended(PATH, "abc", unsafe).text, mended(PATH, "abc", unsafe).unsafe) == ("abc", 1)
    assert mended(PATH, "abc", unsafe, allow_unsafe=True).text == "Xbc"


def test_leaves_what_is_waived_and_what_is_of_another_document() -> None:
    others = [finding((1, 1, 1, 2, "X"), waived="known"), finding((1, 1, 1, 2, "X"), path="other.md")]
    assert mended(PATH, "abc", others).text == "abc"


_PLACES = st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 6), st.integers(0, 9), st.text("xy\n", max_size=3))


@given(st.text("ab\r\n", max_size=30), st.lists(_PLACES, max_size=6))
def test_makes_each_patch_or_leaves_the_text_as_it_is(text: str, places: list[tuple[int, int, int, int, str]]) -> None:
    done = mended(PATH, text, [finding(place) for place in places])
    assert len(done.made) + done.waiting <= len(places)
    assert (done.text == text) or done.made
    marked = mended(PATH, text, [finding((*place[:4], "#")) for place in places])
    assert marked.text.count("#") == len(marked.made)
