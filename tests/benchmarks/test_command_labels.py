"""The labels of reports about commands of public runbooks: each is whole, and false alarms stay below what is promised."""

import re
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.commands.labels import Row, read_rows, score

FOLDER = Path(__file__).parents[2] / "benchmarks" / "commands"
FILES = sorted(FOLDER.glob("labels-*.tsv"))
LEAST_COMMANDS, MOST_FALSE, LEAST_RIGHT = 5_000, 0.003, 0.85


def _reports(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.rule != "counts"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_report_has_a_label_and_a_place(file: Path) -> None:
    for row in _reports(read_rows(file)):
        assert row.label in ("right", "wrong"), row
        assert row.why or row.label == "right", row
        assert re.fullmatch(r"[0-9a-f]{40}", row.commit), row
        assert row.rule in ("OW811", "OW812", "OW813", "OW814"), row
        assert int(row.line) > 0, row


def test_false_alarms_of_all_sets_are_few() -> None:
    rows = [row for file in FILES for row in read_rows(file)]
    commands = sum(int(row.line) for row in rows if row.rule == "counts" and row.program != "different commands")
    told = Counter(row.label for row in _reports(rows))
    assert commands >= LEAST_COMMANDS
    assert told["wrong"] <= MOST_FALSE * commands
    assert told["right"] >= LEAST_RIGHT * (told["right"] + told["wrong"])


def test_the_score_counts_by_program() -> None:
    assert any("false alarms on" in line for line in score(FILES))
