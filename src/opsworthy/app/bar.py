"""How far the bar is served, held against a list of clauses."""

import csv
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.rules import Bar
from opsworthy.rules.covering import Coverage, covered


def coverage_of(bar: Bar, file: Path | None) -> Coverage:
    """The clauses of a file, else those of the bar itself. Raises UserError where the file is no table of clauses."""
    ids = [clause.id for clause in bar.clauses] if file is None else _ids(file)
    return covered(ids, bar.clauses, bar.rules)


def _ids(file: Path) -> list[str]:
    """The column `id` of a table with tabs between its columns."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UserError(f"cannot read {file}: {error.strerror}. Name a file of clauses.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not UTF-8 text. Save it as UTF-8.") from error
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or "id" not in rows[0]:
        raise UserError(f"{file}:1: there is no column `id`. The first line names the columns, with tabs between them.")
    column = rows[0].index("id")
    found: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        told = row[column].strip() if column < len(row) else ""
        if not any(cell.strip() for cell in row):
            continue
        if not told:
            raise UserError(f"{file}:{number}: this line has no id.")
        if told in found:
            raise UserError(f"{file}:{number}: {told} stands on line {found[told]} already.")
        found[told] = number
    return list(found)
