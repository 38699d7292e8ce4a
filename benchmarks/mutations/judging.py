"""Holds documents that stand in memory to the bar, as `opsworthy check` would."""

from collections.abc import Collection
from functools import lru_cache

from benchmarks.mutations.original import TODAY, Original
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Confidence, Outcome, State
from opsworthy.findings.summary import sure
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.text.location import Location
from opsworthy.text.source import Source


@lru_cache(maxsize=6)
def _parsed(path: str, kind: str, text: str) -> Document:
    return parse(Source(path, text), kind)


def judged(original: Original, changed: dict[str, str] | None = None, only: Collection[str] = ()) -> tuple[Outcome, ...]:
    """The outcomes of the rules, of those named `only` where any are named, on an original with some of its texts changed.
    It is surveyed again only where more than its documents changed; where documents alone changed, the rules that look at
    the others are left out, and so is what is reported only where somebody asks for less certain findings."""
    changed = changed or {}
    again = changed.keys() - original.documents.keys()
    system = original.system_with(changed) if again else original.system
    texts = {path: changed.get(path, original.files[path].text) for path in original.documents}
    parsed = {kind: _parsed(path, kind, texts[path]) for path, kind in original.documents.items()}
    anchor = next(iter(original.documents), "runbook.md")
    subject = Subject(
        system=system,
        runbook=parsed.get("runbook"),
        cost_plan=parsed.get("cost-plan"),
        estimate=original.estimate,
        anchor=Location(anchor, 1),
        tier=original.tier,
    )
    kinds = {original.documents[path] for path in changed} if changed and not again else {"runbook", "cost-plan"}
    asked = [rule for rule in all_rules() if rule.needs in kinds or rule.needs not in ("runbook", "cost-plan")]
    outcomes = judge(subject, TODAY, rules=asked, only=only, profile=original.profile)
    return tuple(each for each in outcomes if each.state is not State.BROKEN or sure(each.confidence, Confidence.MEDIUM))
