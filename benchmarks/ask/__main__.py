"""`python -m benchmarks.ask [--clones DIR]`: how often the right section comes first or among three, and nonsense is answered.

Public documents are looked for as DIR/OWNER+NAME; what is not there is said and left out.
"""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from opsworthy.app.ask import kinds_in
from opsworthy.app.asking import entries_in
from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import Index, index_of
from opsworthy.documents.search.rank import Answer, ask

ROOT = Path(__file__).parents[2]
DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))


@dataclass
class Score:
    """How many were asked, right first, right among three, and without any answer; of nonsense, how many were answered."""

    asked: int = 0
    first: int = 0
    third: int = 0
    silent: int = 0
    nonsense: int = 0
    false: int = 0


def main() -> None:
    """Prints each miss, a line for each set of documents, the whole, and the time of a search."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--clones", type=Path, default=None)
    reader.add_argument("--misses", action="store_true")
    given = reader.parse_args()
    scores: dict[str, Score] = {}
    times: list[float] = []
    for name in DATA["documents"]:
        folder = _folder(name, given.clones)
        if folder is None:
            print(f"{name}: not there, left out")
            continue
        scores[name] = _score(name, index_of(_entries(folder, name)), times, misses=given.misses)
    apart = {name for name, told in DATA["documents"].items() if told.get("held-out")}
    sums = [("all", _sum(scores.values())), ("held out", _sum(score for name, score in scores.items() if name in apart))]
    for name, score in [*scores.items(), *sums]:
        share = (
            f"first {score.first}/{score.asked} ({_percent(score.first, score.asked)}), among three {score.third}/{score.asked}"
        )
        print(
            f"{name:12} {share} ({_percent(score.third, score.asked)}), unanswered {score.silent}, "
            f"nonsense answered {score.false}/{score.nonsense}"
        )
    print(f"search: median {median(times) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms")


def _folder(name: str, clones: Path | None) -> Path | None:
    told = DATA["documents"][name]
    if "path" in told:
        return ROOT / str(told["path"])
    folder = clones / told["repo"].replace("/", "+") / told["folder"] if clones else None
    return folder if folder and folder.is_dir() else None


def _entries(folder: Path, name: str) -> list[Entry]:
    public = "repo" in DATA["documents"][name]
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    paths = DATA["documents"][name].get("only", found)
    kinds = dict.fromkeys(paths, "runbook") if public else kinds_in(tuple(paths))
    return [
        entry for path, kind in kinds.items() for entry in entries_in(path, (folder / path).read_text("utf-8", "replace"), kind)
    ]


def _score(name: str, index: Index, times: list[float], *, misses: bool) -> Score:
    score = Score()
    for question, expected in DATA["ask"][name].items():
        answer = _timed(index, question, times)
        right = [_is_right(index, hit.entry, expected) for hit in answer.hits]
        score.asked += 1
        score.first += right[:1] == [True]
        score.third += any(right[:3])
        score.silent += not right
        if misses and right[:1] != [True]:
            print(f"{name}: {question!r} → {[_place(each.entry) for each in answer.hits[:3]]}")
    for question in DATA["nothing"].get(name, ()):
        answer = _timed(index, question, times)
        score.nonsense += 1
        score.false += bool(answer.hits)
        if misses and answer.hits:
            print(f"{name}: nonsense {question!r} → {_place(answer.hits[0].entry)}")
    return score


def _place(entry: Entry) -> str:
    return f"{entry.path}:{entry.line} {entry.title}"


def _timed(index: Index, question: str, times: list[float]) -> Answer:
    start = perf_counter()
    answer = ask(index, question, 3)
    times.append(perf_counter() - start)
    return answer


def _is_right(index: Index, entry: Entry, expected: dict[str, list[str]]) -> bool:
    """Whether an entry is one of those expected, or stands within it."""
    if "titles" in expected:
        return entry.title in expected["titles"] or bool(set(entry.trail[-1:]) & set(expected["titles"]))
    return any(_holds(index, place, entry) for place in expected["at"])


def _holds(index: Index, place: str, entry: Entry) -> bool:
    path, _, line = place.rpartition(":")
    section = next((each for each in index.entries if each.path == path and each.line == int(line)), None)
    if section is None:
        raise LookupError(f"no heading stands at {place}")
    return entry.path == path and section.line <= entry.line <= section.end_line


def _sum(scores: Iterator[Score] | Any) -> Score:
    total = Score()
    for score in scores:
        for field in vars(total):
            setattr(total, field, getattr(total, field) + getattr(score, field))
    return total


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


if __name__ == "__main__":
    main()
