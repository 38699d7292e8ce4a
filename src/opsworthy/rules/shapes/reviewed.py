"""Whether somebody has reviewed the documents as they are now: what a review looked at, by digest."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from opsworthy.documents.document import Document
from opsworthy.records.review import Review
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.criteria import Criterion, criterion
from opsworthy.rules.shapes.section import Judge
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.regex import regex

# What our own writers renew at every run without saying anything else: marks of blocks, the day, lines that have moved.
_MARK = regex(r"^<!-- opsworthy:(?:begin|end)\b[^\n]*-->$", re.MULTILINE)
_DAY = regex(r"^Last updated: \d{4}-\d\d-\d\d\b", re.MULTILINE)
_CITED = regex(r"(`[^`\s:]{1,300}):\d+(?=`)")
_ALONE = "."
"""The path of a document that is judged by itself, apart from the repository's own."""


def parts_of(subject: Subject, wanted: Criterion) -> dict[str, str]:
    """A digest of each thing that a criterion looks at, by its name."""
    documents = {"runbook": subject.runbook, "cost-plan": subject.cost_plan}
    found = {each.path: _digest(_said(each)) for kind in wanted.documents if (each := documents[kind])}
    return found | {f"the {name} of the system": _digest(repr(_facts(subject, name))) for name in wanted.system}


def digest_of(parts: Mapping[str, str]) -> str:
    """One digest of all parts."""
    return _digest("\n".join(f"{name}\0{parts[name]}" for name in sorted(parts)))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _said(document: Document) -> str:
    text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    return _CITED.sub(r"\1", _DAY.sub("", _MARK.sub("", text))).strip()


def _facts(subject: Subject, name: str) -> object:
    """What a repository says on one matter, without the places where it stands."""
    system = subject.system
    match name:
        case "services":
            placed = ((service.name, service.kind, place.environment, place.platform, place.workload, place.namespace)
                      for service in system.services for place in service.placements)  # fmt: skip
            return sorted(map(repr, placed))
        case "environments":
            return sorted(repr((each.name, each.platform, each.namespace)) for each in system.environments)
        case "secrets":
            return sorted(repr((each.name, each.store)) for each in system.secrets)
        case "pipelines":
            return sorted(repr((each.path, [(job.name, job.purposes) for job in each.jobs])) for each in system.pipelines)
        case _:
            total = subject.estimate.total if subject.estimate else None
            return repr((str(total.low), str(total.likely), str(total.high))) if total else ""


def latest(subject: Subject, wanted: Criterion) -> Review | None:
    """The last decision on a criterion."""
    return next((each for each in reversed(subject.reviews) if each.criterion == wanted.id), None)


def changed_since(subject: Subject, wanted: Criterion, review: Review) -> tuple[str, ...]:
    """What has changed since a review; empty where it is of the documents as they are."""
    now = parts_of(subject, wanted)
    if digest_of(now) == review.digest and (not review.parts or dict(review.parts) == now):
        return ()
    told = tuple(name for name in sorted({*now, *review.parts}) if now.get(name) != review.parts.get(name))
    return told if told and review.parts else ("what was reviewed",)


def reviewed(name: str) -> Judge:
    """A rule that asks for a review by one criterion."""
    wanted = criterion(name)
    called = wanted.name.replace("-", " ")

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = next((each for kind in wanted.documents if (each := _document(subject, kind))), None)
        where = document.location if document else subject.anchor
        if subject.anchor.path == _ALONE:
            yield not_applicable("reviews are of the repository's own runbook and cost plan", subject.anchor)
            return
        review = latest(subject, wanted)
        if review is None:
            yield cannot_know(f"no review of {called} is recorded; `opsworthy review` shows what it needs", where)
            return
        changed = changed_since(subject, wanted, review)
        told = f"{review.decision} by {review.reviewer} on {review.at}"
        if changed:
            yield cannot_know(f"the review of {called} is stale: {told}, and changed since: {', '.join(changed)}", where)
        elif review.decision == "accepted":
            yield held(f"{called}: {told}", where)
        else:
            words = f": {review.words}" if review.words else ""
            yield broken(f"{called} was {told}{words}", where)

    return judge


def _document(subject: Subject, kind: str) -> Document | None:
    return subject.runbook if kind == "runbook" else subject.cost_plan
