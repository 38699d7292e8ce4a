"""`opsworthy.answer/1`: what the documents answer to a question, as it is published."""

from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.rank import Answer, Hit
from opsworthy.text.dataclass import dataclass

SCHEMA = "opsworthy.answer/1"


@dataclass(frozen=True)
class LineView:
    """`kind` is text, step, command, expected, output, row, heading, symptom, cause or solution."""

    kind: str
    text: str
    path: str
    line: int


@dataclass(frozen=True)
class EntryView:
    """`trail` are the headings from the outermost down to its own; `matched` the words of the question that stand in it."""

    rank: int
    score: float
    kind: str
    title: str
    trail: list[str]
    environments: list[str]
    path: str
    line: int
    end_line: int
    matched: list[str]
    lines: list[LineView]


@dataclass(frozen=True)
class NearestView:
    """The heading that comes nearest where nothing answers."""

    title: str
    trail: list[str]
    path: str
    line: int


@dataclass(frozen=True)
class SearchedView:
    """How many documents and entries were searched."""

    documents: int
    entries: int


@dataclass(frozen=True)
class CorrectedView:
    """A word of the question, and the word of the documents that it was read as."""

    written: str
    read: str


@dataclass(frozen=True)
class AnswerView:
    """The whole answer of `opsworthy ask --format json`; `entries` are best first, and empty where `answered` is false."""

    schema: str
    question: str
    answered: bool
    intents: list[str]
    environments: list[str]
    entries: list[EntryView]
    nearest: NearestView | None
    searched: SearchedView
    corrected: list[CorrectedView]
    unknown: list[str]


def view(asked: str, answer: Answer, documents: int, entries: int) -> AnswerView:
    """The published shape of an answer."""
    near = answer.nearest
    return AnswerView(
        schema=SCHEMA,
        question=asked,
        answered=bool(answer.hits),
        intents=[each.name for each in answer.question.intents],
        environments=list(answer.question.environments),
        entries=[_entry(rank, hit) for rank, hit in enumerate(answer.hits, 1)],
        nearest=NearestView(near.title, _trail(near), near.path, near.line) if near else None,
        searched=SearchedView(documents, entries),
        corrected=[CorrectedView(written, read) for written, read in answer.corrected],
        unknown=list(answer.unknown),
    )


def _entry(rank: int, hit: Hit) -> EntryView:
    entry = hit.entry
    return EntryView(
        rank=rank,
        score=hit.score,
        kind=entry.kind,
        title=entry.title,
        trail=_trail(entry),
        environments=list(entry.environments),
        path=entry.path,
        line=entry.line,
        end_line=entry.end_line,
        matched=list(hit.matched),
        lines=[LineView(each.kind, each.text, entry.path, each.line) for each in (*entry.lines, *entry.below)],
    )


def _trail(entry: Entry) -> list[str]:
    return [*entry.trail, entry.title] if entry.title else list(entry.trail)
