"""Places before a change and now."""

import pytest

from opsworthy.records.since import Since
from opsworthy.system.model import Assessment, System
from opsworthy.text.location import Location

NOTHING = System("shop", Assessment(True, "service", ()), Assessment(False, "", ()))
# Two lines put in after line 3, line 8 replaced, lines 12 and 13 taken out: as `git diff -U0` counts them.
HUNKS = ((3, 0, 4, 2), (8, 1, 10, 1), (12, 2, 13, 0))
SINCE = Since("main", NOTHING, hunks={"a.yaml": HUNKS, "new/b.yaml": ((1, 1, 1, 1),)}, new=frozenset(["c.yaml"]),
              renamed={"b.yaml": "new/b.yaml"})  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now"), [(1, 1), (3, 3), (4, 6), (7, 9), (8, 10), (9, 11), (11, 13), (12, 13), (14, 14), (20, 20)]
)
def test_a_line_is_found_where_it_stands_now(then: int, now: int) -> None:
    assert SINCE.now(Location("a.yaml", then)) == Location("a.yaml", now)


def test_a_file_that_moved_is_found() -> None:
    assert SINCE.now(Location("b.yaml", 5)) == Location("new/b.yaml", 5)


@pytest.mark.parametrize(
    ("line", "touched"), [(3, False), (4, True), (5, True), (6, False), (10, True), (13, True), (14, True), (15, False)]
)
def test_a_line_is_touched_where_something_was_put_in_or_taken_out(line: int, touched: bool) -> None:
    assert SINCE.touched("a.yaml", line, line) is touched


def test_everything_of_a_new_file_is_touched() -> None:
    assert SINCE.touched("c.yaml", 100, 100)
    assert not SINCE.touched("d.yaml", 1, 100)


def test_the_change_of_an_object_is_looked_for_below_its_first_line() -> None:
    assert SINCE.near(Location("a.yaml", 6)) == Location("a.yaml", 10)
    assert SINCE.near(Location("a.yaml", 10)) == Location("a.yaml", 10)
    assert SINCE.near(Location("d.yaml", 10)) == Location("d.yaml", 10)
