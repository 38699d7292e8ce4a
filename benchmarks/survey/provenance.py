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
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from benchmarks.survey.claims import Claim, claims, rules
from benchmarks.survey.evidence import Evidence, Stands, in_path
from opsworthy.app.engine import understood
from opsworthy.facts.fact import Fact
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import ProductUsed
from opsworthy.reports.system_schema import PlaceView
from opsworthy.reports.system_view import view
from opsworthy.repository.folder import FolderTree
from opsworthy.system.model import System
from opsworthy.text.location import Location

PROCESSES = 2


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
    facts, system = understood(FolderTree(root.resolve()))
    judge = Judge.of(root, facts.facts)
    made = dict.fromkeys((*claims(facts.facts, "facts"), *_of_model(system), *published(view(system), "view")))
    graded = ((claim, judge.stands(claim)) for claim in made)
    return Checked(root.name, len(made), tuple(judge.told(*each) for each in graded if each[1] is not Stands.WHOLLY))


def _of_model(system: System) -> Iterator[Claim]:
    for part in fields(system):
        yield from claims(getattr(system, part.name), "model", part.name)


def published(thing: object, owner: str) -> Iterator[Claim]:
    """That every entry of the published view has places, and that they exist."""
    if isinstance(thing, list):
        for each in thing:
            yield from published(each, owner)
    elif is_dataclass(thing) and not isinstance(thing, type | PlaceView):
        if isinstance(places := getattr(thing, "locations", None), list):
            yield Claim(owner, (), tuple(Location(place.path, place.line) for place in places))
        for each in fields(thing):
            yield from published(getattr(thing, each.name), f"{owner}.{each.name}")


@dataclass(frozen=True)
class Judge:
    """Holds claims against the files of one repository; `products` are the places of its ProductUsed facts, `names` what its
    facts are called, `addresses` those of its resources, each with its place."""

    evidence: Evidence
    products: frozenset[tuple[str, int]]
    names: frozenset[str]
    addresses: frozenset[tuple[str, Location]]

    @classmethod
    def of(cls, root: Path, facts: tuple[Fact, ...]) -> "Judge":
        used = (fact.location for fact in facts if isinstance(fact, ProductUsed))
        named = (getattr(fact, "name", None) for fact in facts)
        products, names = frozenset((place.path, place.line) for place in used), frozenset(filter(None, named))
        addresses = frozenset((fact.address, fact.location) for fact in facts if isinstance(fact, Resource))
        return cls(Evidence(root.resolve()), products, names, addresses)

    def stands(self, claim: Claim) -> Stands:
        """How far the claim is borne out: one place and one of its values are enough, but every place must exist."""
        if not claim.places:
            return Stands.WHOLLY if claim.kind in rules().absence else Stands.NOT
        if any(self.evidence.lines(place) is None for place in claim.places):
            return Stands.NOT
        if not claim.values or self._excused(claim):
            return Stands.WHOLLY
        found = max(self.evidence.stands(value, place) for value in claim.values for place in claim.places)
        return max(found, Stands.IN_PART) if self._is_said_elsewhere(claim) else found

    def _is_said_elsewhere(self, claim: Claim) -> bool:
        """What stands there by another name or in another form, as the table allows; never more than in part."""
        given, value = rules(), claim.values[0]
        if claim.kind in given.by_reference:
            return value in self.names
        if claim.kind in given.by_address:
            return any((value, place) in self.addresses for place in claim.places)
        if claim.kind in given.by_last_word:
            last = str(value).rpartition(".")[2]
            return any(self.evidence.holds_word(last, place) for place in claim.places)
        counts = {self.evidence.items(place) for place in claim.places} - {0} if claim.kind in given.by_count else ()
        return str(value) in map(str, counts)

    def _excused(self, claim: Claim) -> bool:
        """What the table lets stand elsewhere than in the lines, each by its own check."""
        given = rules()
        if claim.kind in given.existing:
            return all((self.evidence.root / str(value)).exists() for value in claim.values)
        if claim.kind in given.by_product and any((place.path, place.line) in self.products for place in claim.places):
            return True
        words = given.conventions.get(claim.kind, {}).get(str(claim.values[0]), ())
        if any(self.evidence.holds(word, place) for word in words for place in claim.places):
            return True
        paths = {place.path for place in claim.places} if claim.kind in given.by_path else ()
        if any(in_path(str(value), path) for value in claim.values for path in paths):
            return True
        return all(value in given.defaults.get(claim.kind, ()) for value in claim.values)

    def told(self, claim: Claim, stands: Stands) -> Unfounded:
        values = " | ".join(map(str, claim.values))[:120]
        if not claim.places:
            return Unfounded(claim.kind, stands, values, "no place", "")
        text = self.evidence.lines(claim.places[0])
        instead = "no such line" if text is None else text.strip().split("\n")[0][:100]
        return Unfounded(claim.kind, stands, values, str(claim.places[0]), instead)


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
