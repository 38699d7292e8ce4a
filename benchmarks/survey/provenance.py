"""`python -m benchmarks.survey.provenance FOLDER [--of NAME…] [--summary] [--strict]`: do the lines hold what is claimed?

Surveys every repository in a folder of clones, walks all raw facts and the model, and lists the claims whose lines, from
location to end, do not hold them (by claims.toml). What stands there in part, with the rest said elsewhere (a variable, a
prefix, a folder), is counted and, with --strict, listed too. Exits 1 while there is anything to list.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.survey.claims import Claim, claims, rules
from benchmarks.survey.evidence import Evidence, Stands, in_path
from opsworthy.app.workspace import Surveyed, survey
from opsworthy.facts.project import ProductUsed
from opsworthy.system.model import System

PROCESSES = 2
_PARTS_OF_THE_MODEL = (
    "services", "datastores", "environments", "secrets", "endpoints", "health", "pipelines", "third_parties", "migrations",
    "limits", "answers", "contradictions",
)  # fmt: skip


@dataclass(frozen=True)
class Unfounded:
    """A claim that its places do not bear out, or only in part, and what stands there instead."""

    kind: str
    stands: Stands
    what: str
    place: str
    instead: str


@dataclass(frozen=True)
class Checked:
    """One repository: how many claims there were, and those that do not hold wholly."""

    name: str
    claims: int
    unfounded: tuple[Unfounded, ...]


def main() -> None:
    """Checks repository after repository, two at a time."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey.provenance", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--of", action="append", default=[], help="only repositories whose folder name contains this")
    parser.add_argument("--summary", action="store_true", help="counts by kind of claim alone")
    parser.add_argument("--strict", action="store_true", help="what stands there only in part counts too")
    given = parser.parse_args()
    roots = [path for path in sorted(given.folder.iterdir()) if path.is_dir() and _wanted(path.name, given.of)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        checked = list(pool.map(check, roots))
    sys.exit(1 if _print(checked, given.summary, Stands.IN_PART if given.strict else Stands.NOT) else 0)


def _wanted(name: str, words: list[str]) -> bool:
    return not words or any(word.replace("/", "+").lower() in name.lower() for word in words)


def check(root: Path) -> Checked:
    """Every claim that a survey of this folder makes, each once."""
    surveyed = survey(root)
    judge = Judge.of(surveyed)
    made = dict.fromkeys((*claims(surveyed.facts.facts, "facts"), *_of_model(surveyed.system)))
    graded = ((claim, judge.stands(claim)) for claim in made)
    return Checked(root.name, len(made), tuple(judge.told(*each) for each in graded if each[1] is not Stands.WHOLLY))


def _of_model(system: System) -> Iterator[Claim]:
    for part in _PARTS_OF_THE_MODEL:
        yield from claims(getattr(system, part), "model", part)
    for assessment in (system.deployable, system.paid_resources):
        yield from claims(assessment, "model", "assessment")


@dataclass(frozen=True)
class Judge:
    """Holds claims against the files of one repository; `products` are the places of its ProductUsed facts."""

    evidence: Evidence
    products: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, surveyed: Surveyed) -> "Judge":
        used = (fact.location for fact in surveyed.facts.facts if isinstance(fact, ProductUsed))
        return cls(Evidence(surveyed.root), frozenset((place.path, place.line) for place in used))

    def stands(self, claim: Claim) -> Stands:
        """How far the claim is borne out: one place and one of its values are enough, but every place must exist."""
        if any(self.evidence.lines(place) is None for place in claim.places):
            return Stands.NOT
        if not claim.values or self._excused(claim):
            return Stands.WHOLLY
        return max(self.evidence.stands(value, place) for value in claim.values for place in claim.places)

    def _excused(self, claim: Claim) -> bool:
        """What the table lets stand elsewhere than in the lines, each by its own check."""
        given = rules()
        if claim.kind in given.existing:
            return all((self.evidence.root / str(value)).exists() for value in claim.values)
        if claim.kind in given.by_product and any((place.path, place.line) in self.products for place in claim.places):
            return True
        if claim.kind in given.by_path:
            return any(in_path(str(value), place.path) for value in claim.values for place in claim.places)
        return claim.values[0] in given.defaults.get(claim.kind, ())

    def told(self, claim: Claim, stands: Stands) -> Unfounded:
        text = self.evidence.lines(claim.places[0])
        instead = "no such line" if text is None else text.strip().split("\n")[0][:100]
        return Unfounded(claim.kind, stands, " | ".join(map(str, claim.values))[:120], str(claim.places[0]), instead)


def _print(checked: list[Checked], summary: bool, bound: Stands) -> int:
    """Prints what is not borne out and the counts; gives how many of them there are."""
    listed = [(each.name, one) for each in checked for one in each.unfounded if one.stands <= bound]
    for name, one in listed if not summary else ():
        print(f"{name}: {one.kind} = {one.what}  [{one.place}] says: {one.instead}")
    for kind, count in Counter(one.kind for _, one in listed).most_common():
        print(f"{count:>6} {kind}")
    partly = sum(one.stands is Stands.IN_PART for each in checked for one in each.unfounded)
    total = sum(each.claims for each in checked)
    print(f"{total} claims of {len(checked)} repositories; {partly} stand there in part; {len(listed)} listed")
    return len(listed)


if __name__ == "__main__":
    main()
