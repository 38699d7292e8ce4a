"""`python -m benchmarks.drift.found CLONES…`: what a check says of hand-written documents as they stand, and whether it is true.

Each finding of drift on the listed documents of repositories that have a runbook and manifests is printed with the line it
stands on, and with `--write FILE` as a row to be labelled; rows that found.tsv labels already keep their label. `--score`
counts found.tsv.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.drift.clones import Listed, ground_of, listed
from opsworthy.app.checking.units import called_runbook

LABELS = Path(__file__).with_name("found.tsv")
COLUMNS = ("label", "repository", "path", "line", "rule", "name", "message", "why")
_RULES = ("OW8", "OW622", "OW623")


def rows_of(each: Listed, folders: Iterable[Path]) -> Iterator[tuple[dict[str, str], str]]:
    """One row for each finding, with the line of the document that it stands on."""
    ground = ground_of(each, folders)
    for held in ground.documents if ground else ():
        if held.made:
            continue
        lines = held.text.split("\n")
        for finding in ground.findings(held) if ground else ():
            if finding.rule.startswith(_RULES):
                place = finding.location
                yield {
                    "label": "", "repository": each.repository, "path": place.path, "line": str(place.line), "rule": finding.rule,
                    "name": finding.name, "message": finding.message, "why": "",
                }, lines[place.line - 1].strip()  # fmt: skip


def with_runbooks() -> tuple[Listed, ...]:
    """The repositories of which a hand-written runbook is listed."""
    return tuple(each for each in listed() if any(called_runbook(path) for path in each.documents))


def labelled() -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of found.tsv by what they are about."""
    if not LABELS.exists():
        return {}
    with LABELS.open(encoding="utf-8", newline="") as opened:
        return {_about(row): row for row in csv.DictReader(opened, delimiter="\t")}


def _about(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[each] for each in ("repository", "path", "line", "rule", "message"))


def score(rows: Iterable[dict[str, str]]) -> str:
    """How many of the labelled findings are right, all and by rule."""
    told = Counter((row["name"], row["label"]) for row in rows)
    right, wrong = (sum(count for (_, label), count in told.items() if label == each) for each in ("right", "wrong"))
    lines = [f"{right} right of {right + wrong} ({100 * right / max(1, right + wrong):.1f} %)"]
    lines += [
        f"  {name}: {told[name, 'right']} right, {told[name, 'wrong']} wrong, {told[name, '']} not labelled"
        for name in sorted({name for name, _ in told})
    ]
    return "\n".join(lines)


def main() -> None:
    """Prints, writes or scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drift.found", description=__doc__)
    parser.add_argument("clones", nargs="*", type=Path)
    parser.add_argument("--repository", action="append", default=[], metavar="WORD")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--score", action="store_true")
    asked = parser.parse_args()
    known = labelled()
    if asked.score:
        print(score(known.values()))
        return
    rows = []
    for each in with_runbooks():
        if asked.repository and not any(word in each.repository for word in asked.repository):
            continue
        for found, line in rows_of(each, asked.clones):
            row = {**found, **{key: known.get(_about(found), found)[key] for key in ("label", "why")}}
            rows.append(row)
            where = f"{row['repository']} {row['path']}:{row['line']}"
            print(f"{row['label'] or '?'} {where} {row['name']}: {row['message']}\n    {line[:200]}")
    if asked.write:
        with asked.write.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, COLUMNS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    print(f"{len(rows)} findings in {len({row['repository'] for row in rows})} repositories; {score(rows)}")


if __name__ == "__main__":
    main()
