"""`python -m benchmarks.wild FOLDER`: findings on documents of strangers, drawn at random and counted by their labels.

FOLDER holds git clones. `--documents LISTED` names a folder with the same clones that holds only the documents to check; without
it, each clone is checked as a whole. `--draw N --seed S` prints N findings with the lines around them and, with `--write FILE`,
writes them as rows to be labelled. `--score FILE…` counts rows that are labelled: the column `label` is right or wrong, `why`
says why and what was done. The labels name repository, commit, path and line; the texts stay where they came from.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

from benchmarks.wild.draw import clones, documents, draw, excerpt, findings

COLUMNS = ("label", "repository", "commit", "path", "line", "rule", "name", "severity", "message", "why")


def score(files: list[Path]) -> None:
    """Counts labelled rows, all and by rule."""
    for file in files:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened, delimiter="\t"))
        told = Counter(row["label"] for row in rows)
        judged = told["right"] + told["wrong"]
        print(f"{file.name}: {told['right']} right of {judged} ({100 * told['right'] / max(1, judged):.1f} %)")
        for row in rows:
            if row["label"] == "wrong":
                print(f"  wrong: {row['name']} {row['repository']} {row['path']}:{row['line']}: {row['message'][:90]}")
                print(f"         {row['why']}")


def main() -> None:
    """Draws or scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--draw", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most-of-one", type=int, default=3)
    parser.add_argument("--half", type=int, choices=(0, 1), help="Only every second clone, from the first or the second on.")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--score", type=Path, nargs="+")
    asked = parser.parse_args()
    if asked.score:
        score(asked.score)
        return
    folder = asked.folder.resolve()
    found, looked = [], 0
    chosen = clones(folder) if asked.half is None else clones(folder)[asked.half :: 2]
    for clone in chosen:
        paths = documents(clone, asked.documents)
        if paths or asked.documents is None:
            here, count = findings(clone, paths)
            found += here
            looked += count
    drawn = draw(found, asked.draw, asked.seed, asked.most_of_one)
    print(f"{looked} documents of {len(chosen)} clones, {len(found)} findings, {len(drawn)} drawn")
    print(", ".join(f"{name} {count}" for name, count in Counter(each.name for each in found).most_common()))
    for number, each in enumerate(drawn, 1):
        print(f"\n[{number}] {each.repository} {each.path}:{each.line} {each.severity} [{each.name}]\n  {each.message}")
        print("\n".join(excerpt(folder / each.repository, each)))
    if asked.write:
        with asked.write.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, COLUMNS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            for each in drawn:
                row = {name: str(getattr(each, name, "")) for name in COLUMNS}
                writer.writerow(row)


if __name__ == "__main__":
    main()
