"""`python -m benchmarks.survey FOLDER [--label NAME…] [--errors]`: scores the survey of a folder of clones against the labels.

Prints the table and then every error with its place; `--errors` prints the errors alone. Exits 1 while a figure is too low.
"""

import argparse
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.survey.label import Label, Unit, labels, missing_places, unit
from benchmarks.survey.matching import KINDS, Outcome, hold
from benchmarks.survey.reported import reported
from benchmarks.survey.score import PRECISION, RECALL, scores, table

PROCESSES = 2


def main() -> None:
    """Reads the arguments, surveys, prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the clones are, named owner+name or owner/name")
    parser.add_argument("--label", action="append", default=[], help="only labels whose name contains this")
    parser.add_argument("--errors", action="store_true", help="the errors alone")
    given = parser.parse_args()
    units = [unit(label, given.folder) for label in labels(tuple(given.label))]
    sys.exit(0 if _report(units, given.errors) else 1)


def _report(units: list[Unit], errors_alone: bool) -> bool:
    outcomes, failed = _outcomes([each for each in units if each.folder])
    found = scores(outcomes)
    if not errors_alone:
        print(*table(found), sep="\n")
        print(f"{len(outcomes)} units scored; * is below precision {PRECISION} or recall {RECALL}\n")
    _print_errors(outcomes)
    for name, trace in failed:
        print(f"\nthe survey of {name} failed:\n{trace}")
    for each in units:
        for place in missing_places(each.label, each.folder) if each.folder else ():
            print(f"the clone of {each.label.name} does not have the label's place {place}")
        if each.folder is None:
            print(f"not scored, no clone: {each.label.name} ({each.label.commit[:12]})")
    return bool(outcomes) and not failed and all(score.good for score in found)


def _print_errors(outcomes: list[Outcome]) -> None:
    for kind in KINDS:
        for outcome in outcomes:
            for error in outcome.errors:
                if error.kind == kind:
                    print(f"{error.kind:<12} {error.sort:<6} {error.unit}: {error.what}  [{error.place}]")


def _outcomes(units: list[Unit]) -> tuple[list[Outcome], list[tuple[str, str]]]:
    """The outcome of every unit, and the traces of surveys that ended in an exception."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        done = list(pool.map(_one, [each.label for each in units], [each.folder for each in units]))
    outcomes = [each for each in done if isinstance(each, Outcome)]
    return outcomes, [each for each in done if isinstance(each, tuple)]


def _one(label: Label, folder: Path) -> Outcome | tuple[str, str]:
    try:
        return hold(label, reported(folder))
    except Exception:  # noqa: BLE001 - one survey that fails must not hide the others
        return label.name, traceback.format_exc()


if __name__ == "__main__":
    main()
