"""Labelled reports: rows of a table, without a word of the documents, and what they count up to."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from benchmarks.commands.reports import Report, Taken

COLUMNS = ("label", "repository", "commit", "path", "line", "program", "rule", "message", "why")
_COUNTS = "counts"


@dataclass(frozen=True)
class Row:
    """One report, or with the rule `counts` how many commands of a program were read."""

    label: str
    repository: str
    commit: str
    path: str
    line: str
    program: str
    rule: str
    message: str
    why: str = ""

    @classmethod
    def of(cls, report: Report) -> "Row":
        return cls(
            "", report.repository, report.commit, report.path, str(report.line), report.program, report.rule, report.message
        )

    @classmethod
    def counts(cls, found: Taken) -> Iterator["Row"]:
        """How many commands were read, by program."""
        yield cls("", "", "", "", str(found.distinct), "different commands", _COUNTS, f"{found.documents} documents")
        for program, count in sorted(found.programs.items()):
            yield cls("", "", "", "", str(count), program, _COUNTS, "")

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two rows the same report."""
        return self.repository, self.path, self.line, self.rule, self.message

    def with_label(self, label: str, why: str) -> "Row":
        return replace(self, label=label, why=why)


def read_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [Row(**{name: row[name] or "" for name in COLUMNS}) for row in csv.DictReader(opened, delimiter="\t")]


def write_rows(file: Path, rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(row) for row in rows)


def score(files: list[Path]) -> Iterator[str]:
    """False alarms and precision of each file, and of all together."""
    all_rows: list[Row] = []
    for file in files:
        rows = read_rows(file)
        all_rows += rows
        yield from _scored(file.name, rows)
    if len(files) > 1:
        yield from _scored("all together", all_rows)


def _scored(name: str, rows: list[Row]) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for row in rows:
        if row.rule == _COUNTS and row.program != "different commands":
            counted[row.program] += int(row.line)
    reports = [row for row in rows if row.rule != _COUNTS]
    told = Counter(row.label for row in reports)
    wrong = {(row.repository, row.path, row.line): row for row in reports if row.label == "wrong"}
    commands, judged = sum(counted.values()), told["right"] + told["wrong"]
    open_ = f", {told['']} without a label" if told[""] else ""
    yield (
        f"{name}: {commands} commands, {len(reports)} reports, {told['right']} right and {told['wrong']} wrong"
        f"{open_}: precision {_share(told['right'], judged)}; "
        f"false alarms on {len(wrong)} commands, {_share(len(wrong), commands)}"
    )
    by_program = Counter(row.program for row in wrong.values())
    for program, count in by_program.most_common():
        yield f"  {program}: {count} of {counted[program]} commands, {_share(count, counted[program])}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"
