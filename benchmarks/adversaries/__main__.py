"""`python -m benchmarks.adversaries`: documents that try to pass without substance, and which rules they fool. None may pass."""

import argparse
import sys
from collections import Counter

from benchmarks.adversaries.adversary import Adversary, fooled, passes, waved_through, written
from benchmarks.adversaries.made import made
from opsworthy.findings.outcome import Outcome
from opsworthy.findings.summary import standing
from opsworthy.rules.catalogue import find_rule


def adversaries() -> tuple[Adversary, ...]:
    return (*made(), *written())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adversaries", description=__doc__)
    parser.add_argument("--only", default="", metavar="PART", help="those whose name holds this")
    parser.add_argument("--held", action="store_true", help="list the duties that a rule sees fulfilled")
    parser.add_argument("--fooled", action="store_true", help="list the rules that hollow ones, and those with an aim, fool")
    parser.add_argument("--show", action="store_true", help="print the documents themselves")
    asked = parser.parse_args()
    chosen = [each for each in adversaries() if asked.only in each.name]
    through = hollow = aimed = 0
    for each in chosen:
        outcomes = each.outcomes()
        held = waved_through(each, outcomes)
        through += passes(each, outcomes)
        tricked = fooled(each, outcomes)
        hollow += each.hollow and bool(tricked)
        aimed += not each.hollow and bool(tricked)
        print(_line(each, outcomes, held))
        if asked.fooled:
            _print_held(tricked)
        if asked.held:
            _print_held(held)
        if asked.show:
            print("\n".join(each.texts.values()))
    hollows, aiming = sum(each.hollow for each in chosen), sum(bool(each.aims) for each in chosen)
    print(
        f"\n{len(chosen)} adversaries: {through} pass; {hollow} of {hollows} hollow ones fool at least one rule about a duty; "
        f"{aimed} of {aiming} that aim at a rule fool it"
    )
    return 1 if through else 0


def _line(each: Adversary, outcomes: tuple[Outcome, ...], held: list[Outcome]) -> str:
    families = Counter(_family(outcome) for outcome in held)
    told = ", ".join(f"{family} {count}" for family, count in sorted(families.items())) or "nothing"
    verdict = "PASSES" if passes(each, outcomes) else "fails "
    return f"{verdict} {each.name:42} {'hollow' if each.hollow else '      '} {len(standing(outcomes)):3} findings; held: {told}"


def _family(outcome: Outcome) -> str:
    rule = find_rule(outcome.rule)
    return rule.family if rule else "?"


def _print_held(held: list[Outcome]) -> None:
    for outcome in held:
        print(f"    {outcome.rule} {outcome.name} {outcome.location.path}:{outcome.location.line} {outcome.message[:140]}")


if __name__ == "__main__":
    sys.exit(main())
