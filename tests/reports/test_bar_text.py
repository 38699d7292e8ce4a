"""What serves the bar, as a terminal shows it."""

from opsworthy.reports.bar_text import coverage_lines
from opsworthy.rules.bar import Clause, Service
from opsworthy.rules.covering import Coverage, Served

_RULE, _REVIEW = Service("rule", "OW501 rollback-unverified"), Service("review", "a person")


def _told(*rows: Served) -> list[str]:
    return [line.text for line in coverage_lines(Coverage(rows))]


def _row(id_: str, group: str, *services: Service, judged: bool = True) -> Served:
    return Served(id_, Clause(id_, group, "Asks something.", judged), services)


def test_says_what_serves_each_clause_and_counts_by_group() -> None:
    told = _told(_row("A-1", "First", _RULE, _REVIEW), _row("A-2", "First / Part", _RULE), _row("B-1", "Second", _REVIEW))
    assert "  A-1     Asks something." in told
    assert "          rule: OW501 rollback-unverified" in told
    assert [line.split() for line in told if line.startswith(("  First  ", "  all  "))] == [
        ["First", "2", "2", "0", "0", "1", "0", "0"], ["all", "3", "2", "0", "0", "2", "0", "0"],
    ]  # fmt: skip
    assert told[-1].startswith("3 clauses, 0 gaps; 2 of 3")


def test_a_gap_stands_out_and_is_told_again() -> None:
    told = _told(_row("A-1", "First"), Served("X-1", None, ()))
    assert told[-3:-1] == ["A-1: nothing serves it", "X-1: the bar has no such clause"]
    assert told[-1].startswith("2 clauses, 2 gaps")


def test_a_name_of_a_repository_is_text() -> None:
    told = "\n".join(_told(Served("\x1b[31mX", None, ())))
    assert "\x1b" not in told
