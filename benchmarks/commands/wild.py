"""`python -m benchmarks.commands.wild CLONES --documents CHOSEN`: the commands of public runbooks, and every report about one.

CLONES holds git clones (`owner+name`); `--documents CHOSEN` names a folder with the same clones that holds only the documents to
read; without it, the documents are chosen by their paths. Generated reference manuals, and copies of what was read before,
are left out. Printed are the commands by program, and each report of OW811 to OW814 with the lines around it. `--write FILE.tsv`
writes the reports as rows to be labelled; `--known FILE…` fills in the labels of rows that were labelled before. `--score FILE…`
counts labelled rows: false alarms of all commands and by program, and how many of the reports are right.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.commands.labels import COLUMNS, Row, read_rows, score, write_rows
from benchmarks.commands.reports import Report, Taken, taken
from benchmarks.wild.draw import clones

_AROUND = 5


def _labelled(rows: Iterable[Row], known: list[Path]) -> list[Row]:
    """The rows with the labels that the same reports were given before."""
    said: dict[tuple[str, ...], Row] = {}
    for file in known:
        for row in read_rows(file):
            if row.rule != "counts":
                said[row.key] = row
    return [row if row.key not in said else row.with_label(said[row.key].label, said[row.key].why) for row in rows]


def _excerpt(folder: Path, report: Report) -> str:
    lines = (folder / report.repository / report.path).read_text("utf-8", errors="replace").splitlines()
    shown = range(max(1, report.line - 2), min(len(lines), report.line + _AROUND) + 1)
    return "\n".join(f"  {'>' if at == report.line else ' '} {at:5} {lines[at - 1][:200]}" for at in shown)


def _print(folder: Path, found: Taken) -> None:
    judged = sum(found.programs.values())
    print(f"{found.documents} documents of {found.repositories} repositories: {found.commands} commands, of these")
    print(f"{judged} of programs that are known ({found.distinct} different ones); {len(found.reports)} reports")
    reported = Counter(each.program for each in found.reports)
    print(", ".join(f"{name} {count} ({reported[name]})" for name, count in found.programs.most_common()))
    print("without a syntax: " + ", ".join(f"{name} {count}" for name, count in found.others.most_common(40)))
    for number, each in enumerate(found.reports, 1):
        print(f"\n[{number}] {each.repository} {each.path}:{each.line} {each.rule} {each.message}\n  {each.text[:300]}")
        print(_excerpt(folder, each))


def main() -> None:
    """Takes commands, or counts labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--not-in", type=Path, nargs="+", default=[], help="Folders of clones whose repositories are left out.")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--known", type=Path, nargs="+", default=[])
    parser.add_argument("--score", type=Path, nargs="+")
    asked = parser.parse_args()
    if asked.score:
        print("\n".join(score(asked.score)))
        return
    if asked.folder is None:
        parser.print_usage(sys.stderr)
        raise SystemExit(2)
    folder = asked.folder.resolve()
    left_out = {clone.name for other in asked.not_in for clone in clones(other.resolve())}
    found = taken([clone for clone in clones(folder) if clone.name not in left_out], asked.documents)
    _print(folder, found)
    if asked.write:
        rows = _labelled((Row.of(each) for each in found.reports), asked.known)
        write_rows(asked.write, [*Row.counts(found), *rows])
        print(
            f"\n{asked.write}: {len(rows)} reports, {sum(not row.label for row in rows)} without a label ({', '.join(COLUMNS)})"
        )


if __name__ == "__main__":
    csv.field_size_limit(1 << 20)
    main()
