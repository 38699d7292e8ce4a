"""Records of what went wrong beside a runbook: incidents, rollbacks, security reviews, and whether the runbook knows them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from posixpath import basename, dirname, splitext

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.dates import written_in
from opsworthy.rules.shapes.freshness import changed_on
from opsworthy.rules.shapes.link import place
from opsworthy.rules.shapes.reading import Passage, Reading, reading
from opsworthy.rules.shapes.section import Judge, document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PROSE = regex(r"\.(?:md|mdx|markdown|rst|adoc|txt)$", re.IGNORECASE)
_FORM = regex(
    r"template|readme|index|_category|process|policy|policies|plan\b|checklist|guide|runbook|playbook|how-?to|response|procedure"
    r"|example|sample|overview|summary|schedule|contributing|agents|skill",
    re.IGNORECASE,
)
_HEADING = regex(r"^#\s+(.{1,200})$", re.MULTILINE)
_WORD = regex(r"[a-z][a-z0-9]{3,}")
_IDLE = frozenset(
    [
        "after", "analysis", "april", "audit", "august", "cause", "december", "down", "during", "failed", "failure",
        "february", "from", "incident", "issue", "january", "july", "june", "march", "mortem", "november", "october",
        "outage", "post", "postmortem", "production", "record", "report", "review", "rollback", "root", "security",
        "september", "service", "that", "this", "were", "when", "with",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: `what` it is, the words of its folders and file names, and the `region` that learns of it."""

    what: str
    folder: re.Pattern[str]
    name: re.Pattern[str]
    region: str
    section: str


@dataclass(frozen=True, slots=True)
class Record:
    """`day` is None where neither the name nor the history tells it."""

    path: str
    title: str
    day: date | None


def unlearned(kind: Kind) -> Judge:
    """Every record that is younger than its section is linked or spoken of in the runbook."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        runbook = document_for(subject, "deployment")
        found = records(subject, kind)
        if not found:
            yield not_applicable(f"the repository holds no {kind.what}", runbook.location)
            return
        inside = regions(runbook, kind.region)
        known = [each for each in found if _spoken_of(reading(runbook), each)]
        rest = [each for each in found if each not in known]
        if not rest:
            yield held(f"every {kind.what} ({len(found)}) is linked or spoken of", runbook.location)
            return
        where = inside[0] if inside else reading(runbook).whole
        yield _judged(subject, kind, where, rest)

    return judge


def _judged(subject: Subject, kind: Kind, where: Passage, rest: list[Record]) -> Verdict:
    day = changed_on(subject, where)
    dated = [each for each in rest if each.day]
    if day is None or not dated:
        return cannot_know(f"nobody can say whether {kind.section} is older than {rest[0].path}: it has no day", where.location)
    later = sorted((each for each in dated if each.day and each.day > day), key=lambda each: each.day or day, reverse=True)
    if not later:
        return held(f"{kind.section} was changed after the last {kind.what}", where.location)
    first = later[0]
    more = f" and {len(later) - 1} more" if len(later) > 1 else ""
    return broken(
        f"{kind.section} was last changed on {day}; the {kind.what} {first.path} ({first.day}){more} came later, and nothing "
        "here links it or speaks of it",
        where.location,
        related=tuple(Related(Location(each.path, 1), each.title or kind.what) for each in later[:5]),
    )


def records(subject: Subject, kind: Kind) -> tuple[Record, ...]:
    """The records of one kind that the repository holds, by path."""
    return tuple(_record(subject, path) for path in _paths(subject.system.paths, kind))


@lru_cache(maxsize=16)
def _paths(paths: frozenset[str], kind: Kind) -> tuple[str, ...]:
    """Worked out once for a repository, however many documents are judged."""
    return tuple(sorted(_of_kind(paths, kind)))


def _of_kind(paths: frozenset[str], kind: Kind) -> Iterator[str]:
    for path in paths:
        if not _PROSE.search(path) or _FORM.search(basename(path)):
            continue
        folder, name = dirname(path), splitext(basename(path))[0]
        named = kind.name.search(name) or (kind.folder.search(folder) and (written_in(name) or re.search(r"\d", name)))
        if named and not _elsewhere(folder):
            yield path


def _elsewhere(folder: str) -> bool:
    return (
        re.search(
            r"(?:^|/)(?:node_modules|vendor|third_party|tests?|fixtures|examples?|templates?|src|blog|\.\w[^/]*/skills)(?:/|$)",
            folder,
        )
        is not None
    )


def _record(subject: Subject, path: str) -> Record:
    text = (subject.text_of(path) or "") if subject.text_of else ""
    heading = _HEADING.search(text[:5000])
    day = written_in(path) or written_in(heading.group(1) if heading else "")
    if day is None and subject.history and not subject.history.trouble:
        day = subject.history.last(path)
    return Record(path, heading.group(1).strip() if heading else "", day)


def _spoken_of(read: Reading, record: Record) -> bool:
    """Whether the runbook links the record, or names it, or uses most of the words that tell it from others."""
    if any(place(read.document, link) == record.path for link in read.links):
        return True
    name = splitext(basename(record.path))[0].lower()
    text = "\n".join(read.text).lower()
    if len(name) > 5 and name in text:
        return True
    words = set(_WORD.findall(f"{record.title} {name}".lower())) - _IDLE
    return len(words) >= 2 and sum(word in text for word in words) >= max(2, round(len(words) * 0.6))
