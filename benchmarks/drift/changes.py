"""`python -m benchmarks.drift.changes CLONES`: what `--changed-since` says of commits of public repositories, beside the labels.

CLONES is a folder of whole clones named owner+name. Each commit of labels-changes.tsv is put into a folder of its own and checked
against its parent with the rules of the family truth; what the change is said to have made untrue or doubtful is held against the
labels. A commit on which nothing is said stands there with the label `silent`.
"""

import argparse
import csv
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from opsworthy.app.check import check
from opsworthy.app.checking.asked import Asked, Wanted
from opsworthy.findings.outcome import State

LABELS = Path(__file__).with_name("labels-changes.tsv")
TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Label:
    """One line of the table: `label` right, wrong or silent."""

    label: str
    repository: str
    commit: str
    rule: str
    path: str
    line: int


def labels() -> list[Label]:
    """The table as it is."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [
            Label(each["label"], each["repository"], each["commit"], each["rule"], each["path"], int(each["line"] or 0))
            for each in rows
        ]


def said(clone: Path, commit: str) -> set[tuple[str, str, int]]:
    """What is said of one commit: rule, document and line of every finding that names a line of the change."""
    with TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        subprocess.run(["git", "clone", "-q", "--shared", "-n", str(clone), str(work)], check=True)
        subprocess.run(["git", "-C", str(work), "checkout", "-q", commit], check=True)
        wanted = Wanted(select=("truth",), since=f"{commit}~1", baseline="")
        checked = check(Asked(work, TODAY, wanted, with_helm=False))
    made = (each for each in checked.outcomes if each.state is State.BROKEN and any(other.change for other in each.related))
    return {(each.rule, each.location.path, each.location.line) for each in made}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path, nargs="+", help="folders of clones named owner+name")
    folders = parser.parse_args().clones
    known = labels()
    tally: Counter[str] = Counter()
    for repository, commit in dict.fromkeys((each.repository, each.commit) for each in known):
        name = repository.replace("/", "+")
        clone = next((folder / name for folder in folders if (folder / name).is_dir()), None)
        if clone is None:
            tally["commits without a clone"] += 1
            continue
        tally["commits"] += 1
        here = {
            (each.rule, each.path, each.line): each.label
            for each in known
            if (each.repository, each.commit) == (repository, commit)
        }
        found = said(clone, commit)
        tally.update(here.get(each, "without a label") for each in found)
        tally["silent commits"] += not found
        tally["labelled right and not said"] += sum(each not in found for each, label in here.items() if label == "right")
    for word, count in tally.items():
        sys.stdout.write(f"{word}: {count}\n")
    judged = tally["right"] + tally["wrong"]
    if judged:
        sys.stdout.write(f"precision: {tally['right'] / judged:.1%} of {judged}\n")


if __name__ == "__main__":
    main()
