"""Records: lines that are only added, two runs at once, and broken lines that stop nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from opsworthy.records.asked import Asked
from opsworthy.records.journal import append_asked, append_reviews, read_asked, read_reviews
from opsworthy.records.review import Review


def _review(number: int) -> Review:
    return Review(
        "REV-01", "accepted", f"reviewer {number} " + "x" * 5000, "2026-05-01", "", "0" * 64, ("runbook.md",), "", {"a": "b"}
    )


def test_two_runs_at_once_mix_no_lines(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append_reviews(tmp_path, [_review(number)]), range(64)))
    reviews, problems = read_reviews(tmp_path)
    assert not problems
    assert sorted(each.reviewer for each in reviews) == sorted(_review(number).reviewer for number in range(64))


def test_a_line_that_was_cut_short_loses_nothing_else(tmp_path: Path) -> None:
    target = append_asked(tmp_path, [Asked("first?", "2026-05-01")])
    with target.open("ab") as file:
        file.write(b'{"question":"cut sh')
    append_asked(tmp_path, [Asked("second?", "2026-05-02", "abc")])
    asked, problems = read_asked(tmp_path)
    assert [each.question for each in asked] == ["first?", "second?"]
    assert [(each.location.path, each.location.line) for each in problems] == [(".opsworthy/records/questions.jsonl", 2)]


def test_nothing_recorded_is_nothing(tmp_path: Path) -> None:
    assert read_reviews(tmp_path) == ((), ())
