"""Shows what a reviewer needs for each criterion, and records what the reviewer decides."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from pathlib import Path

from opsworthy.app.check import Checked, check
from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.units import main_of
from opsworthy.app.errors import UserError
from opsworthy.app.estimate import estimate_system
from opsworthy.app.kept.store import Keeping
from opsworthy.app.reading import destination
from opsworthy.app.recorded import may_review, recorded, reviewers_of
from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Outcome, State
from opsworthy.records.journal import FOLDER, append_reviews
from opsworthy.records.review import Review
from opsworthy.repository.git import head_commit
from opsworthy.rules.catalogue import all_rules
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.criteria import Criterion, criteria
from opsworthy.rules.shapes.reviewed import changed_since, digest_of, latest, parts_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.source import Source

ACCEPTED, REJECTED, STALE, MISSING, NOTHING = "accepted", "rejected", "stale", "missing", "nothing-to-review"


@dataclass(frozen=True)
class Evidence:
    """One criterion: where its review stands (accepted, rejected, stale, missing or nothing-to-review), what has changed since,
    and what the rules that bear on it found, by outcome; `findings` are the broken ones."""

    criterion: Criterion
    standing: str
    review: Review | None
    changed: tuple[str, ...]
    counts: dict[str, int]
    findings: tuple[Outcome, ...]
    parts: dict[str, str]


@dataclass(frozen=True)
class Reviewable:
    """A repository with the evidence for each criterion, in the order of the bar; `commit` is "" outside git."""

    root: Path
    commit: str
    documents: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def review(path: Path, today: date, keeping: Keeping | None = None) -> Reviewable:
    """Checks the documents and gathers the evidence. Raises UserError where there are none."""
    if not path.is_dir():
        raise UserError(f"{path} is not a folder. Name the folder of the repository whose documents are reviewed.")
    checked = check(Asked(path, today, keeping=keeping))
    main = main_of(checked.system)
    if not main:
        raise UserError(f"there is neither a runbook nor a cost plan in {path}. `opsworthy prepare` writes them.")
    subject = _subject(checked, main)
    mine = tuple(
        each for each in checked.outcomes if each.location.path in {*main.values(), subject.anchor.path} or not each.location.path
    )
    evidence = tuple(_evidence(subject, each, mine) for each in criteria())
    return Reviewable(checked.root, head_commit(checked.root) or "", tuple(sorted(main.values())), evidence)


def _subject(checked: Checked, main: dict[str, str]) -> Subject:
    documents = {kind: parse(Source(path, checked.texts[path]), kind) for kind, path in main.items()}
    return Subject(
        system=checked.system,
        runbook=documents.get("runbook"),
        cost_plan=documents.get("cost-plan"),
        estimate=estimate_system(checked.system),
        anchor=Location(next(iter(main.values())), 1),
        reviews=recorded(checked.root).reviews,
    )


def _evidence(subject: Subject, criterion: Criterion, outcomes: tuple[Outcome, ...]) -> Evidence:
    bearing = {rule.id for rule in all_rules() if criterion.bears(rule)}
    found = [each for each in outcomes if each.rule in bearing]
    counts = Counter("waived" if each.waived else each.state.value for each in found)
    broken = tuple(each for each in found if each.state is State.BROKEN and not each.waived)
    last = latest(subject, criterion)
    changed = changed_since(subject, criterion, last) if last else ()
    documents = {"runbook": subject.runbook, "cost-plan": subject.cost_plan}
    there = any(documents[kind] for kind in criterion.documents)
    standing = NOTHING if not there else MISSING if last is None else STALE if changed else last.decision
    return Evidence(criterion, standing, last, changed, dict(counts), broken, parts_of(subject, criterion))


@dataclass(frozen=True)
class Decision:
    """What a reviewer decides: ids of criteria, a name, and words that a rejection must have."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    by: str
    note: str = ""


def decide(reviewable: Reviewable, decision: Decision, today: date) -> tuple[Review, ...]:
    """Records decisions on the documents as they are. Raises UserError for a criterion that does not exist or is named twice, for
    a reviewer who is not known, and for a rejection without a reason."""
    _check(reviewable, decision)
    by_id = {each.criterion.id: each for each in reviewable.evidence}
    named = [(each, ACCEPTED) for each in decision.accept] + [(each, REJECTED) for each in decision.reject]
    made = tuple(_review(reviewable, by_id[name], verdict, decision, today) for name, verdict in sorted(named))
    destination(reviewable.root, f"{FOLDER}/reviews.jsonl")
    try:
        append_reviews(reviewable.root, made)
    except OSError as error:
        raise UserError(f"cannot record the review: {error.strerror}.") from error
    return made


def _check(reviewable: Reviewable, decision: Decision) -> None:
    known = {each.criterion.id: each for each in reviewable.evidence}
    named = (*decision.accept, *decision.reject)
    for name in named:
        if name not in known:
            raise UserError(f"there is no criterion {name!r}; there is {', '.join(known)}.")
        if known[name].standing == NOTHING:
            raise UserError(f"there is no document to review by {name} ({known[name].criterion.name}).")
    twice = _twice(named)
    if twice:
        raise UserError(f"{twice} is named twice.")
    if not decision.by.strip():
        raise UserError("say who decides: --by NAME.")
    allowed = reviewers_of(reviewable.root)
    if not may_review(decision.by, allowed):
        raise UserError(f"{decision.by} is not among the reviewers of opsworthy.toml: {', '.join(allowed)}.")
    if decision.reject and not decision.note.strip():
        raise UserError("a rejection says why: --note TEXT.")


def _twice(names: Collection[str]) -> str:
    return next((name for name, times in Counter(names).items() if times > 1), "")


def _review(reviewable: Reviewable, evidence: Evidence, verdict: str, decision: Decision, today: date) -> Review:
    parts = evidence.parts
    return Review(
        criterion=evidence.criterion.id,
        decision=verdict,
        reviewer=decision.by.strip(),
        at=today.isoformat(),
        commit=reviewable.commit,
        digest=digest_of(parts),
        documents=reviewable.documents,
        words=decision.note.strip(),
        parts=parts,
    )
