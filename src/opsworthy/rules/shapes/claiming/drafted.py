"""Managed blocks against what the files would have written into them now."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from posixpath import basename, dirname

from opsworthy.documents.blocks import Block, Ledger, Standing, parse
from opsworthy.documents.document import Document
from opsworthy.documents.settling import settled
from opsworthy.documents.write import all_writers
from opsworthy.documents.writer import Dossier
from opsworthy.rules.rule import Subject
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_CITED = regex(r"((?:[\w./-]*\.[A-Za-z]\w{0,9}|Dockerfile|Makefile|Procfile)):\d+(?:-\d+)?(?![.\w])")
_NUMBERED = regex(r"^(\s*)\d+\.(?=\s)", re.MULTILINE)
_TOKEN = regex(r"[\w./:@+*=<>%$-]*[\w*%]|[^\s\w]")
_NUMERIC = regex(r"[^\W\d]{0,12}[-=]{0,3}\d+(?:[./:]\d+)*")
_SUM = regex(r"\d+(?:\.\d+)?(?:m|[KMG]i)|\d+/\d+")
_NAMED = regex(r"[\w*]")
_ALIKE = 0.6
_MOST_TOKENS = 4
_OF_ONE = 4
_IGNORED = ("about",)


@dataclass(frozen=True, slots=True)
class Stale:
    """A line of a block: what it says, and what the files say now in its place; `alone` where nothing else of the line
    has changed, and both are numbers."""

    said: str
    now: str
    location: Location
    block: Block
    alone: bool = False


def stale(subject: Subject, document: Document) -> Iterator[Stale]:
    """The lines of managed blocks in which the files say something else now. Places of citations move with every edit of a file
    and count for nothing; neither does what a person has added."""
    if "opsworthy:begin" not in document.text or subject.today is None:
        return
    parts = parse(document.path, document.text)
    if isinstance(parts, Problem):
        return
    ledger = next((part for part in parts if isinstance(part, Ledger)), None)
    as_of = (ledger.as_of if ledger else None) or subject.today
    named = (each for each in all_writers() if each.file == basename(document.path))
    writer = next((each for each in named if each.applies(subject.system)), None)
    if writer is None:
        return
    dossier = Dossier(subject.system, subject.estimate, as_of, "", dirname(document.path))
    drafted = {block.id: block for block in settled(writer.draft(dossier))}
    standing = [part for part in parts if isinstance(part, Standing) and part.id in drafted and part.id not in _IGNORED]
    bodies = {each: block.body(as_of) for each, block in drafted.items()}
    changed = [part for part in standing if _plain(bodies[part.id]) != _plain(part.body.replace("\r\n", "\n"))]
    if changed:
        yield from _caused(_told(document, changed, standing, drafted, bodies))


def _told(
    document: Document,
    changed: Sequence[Standing],
    standing: Sequence[Standing],
    drafted: Mapping[str, Block],
    bodies: Mapping[str, str],
) -> Iterator[Stale]:
    """What the changed blocks say, and the files do not say any more, or say now for the first time."""
    true = _words("\n".join(bodies.values()))
    stood = _words("\n".join(part.body for part in standing))
    for part in changed:
        for each in _of_block(document, part, drafted[part.id], bodies[part.id].splitlines()):
            gone, new = each.said not in true, each.now not in stood
            if (each.alone and (gone or new or not _is_of_one(each.said))) or (gone and (new or not part.untouched)):
                yield each


def _caused(found: Iterable[Stale]) -> Iterator[Stale]:
    """Sums follow from what they are of: where a name is another now, they are not told beside it."""
    every = list(found)
    renamed = any(not _NUMERIC.fullmatch(each.said) and not _SUM.fullmatch(each.said) for each in every)
    return (each for each in every if not (renamed and _SUM.fullmatch(each.said)))


def _is_of_one(number: str) -> bool:
    """Whether a number belongs to one service, as its port does: where both stand elsewhere as well, another one is meant now."""
    return len(number) >= _OF_ONE or ":" in number or "/" in number


def _words(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_plain(text)))


def _plain(text: str) -> str:
    return _NUMBERED.sub(r"\1", _CITED.sub(r"\1", text))


def _of_block(document: Document, standing: Standing, block: Block, now: Sequence[str]) -> Iterator[Stale]:
    stood = standing.body.replace("\r\n", "\n").splitlines()
    matcher = SequenceMatcher(None, [_plain(line) for line in stood], [_plain(line) for line in now], autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change != "replace":
            continue
        rest = list(now[start:end])
        for at in range(first, last):
            twin = _twin(stood[at], rest)
            if twin:
                rest.remove(twin)
                place = Location(document.path, standing.line + 1 + at)
                found = _differing(stood[at], twin)
                yield from (Stale(said, true, place, block, len(found) == 1 and _is_value(said, true)) for said, true in found)


def _twin(line: str, others: Sequence[str]) -> str:
    """The line that says the same of the same, but for a few names or numbers."""
    if "**Open question**" in line or not line.strip():
        return ""
    own = _TOKEN.findall(_plain(line))
    mates = [other for other in others if _of_the_same(line, other)]
    likeness = [(SequenceMatcher(None, own, _TOKEN.findall(_plain(other)), autojunk=False).ratio(), other) for other in mates]
    best = max(likeness, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE and "**Open question**" not in best[1] else ""


def _of_the_same(line: str, other: str) -> bool:
    """Rows speak of the same thing where the first cell is the same, or where nothing but the first cell is another."""
    if not line.lstrip().startswith("|") or not other.lstrip().startswith("|"):
        return line.lstrip().startswith("|") == other.lstrip().startswith("|")
    own, now = (_plain(each).strip().split("|") for each in (line, other))
    if own[1].strip() == now[1].strip():
        return True
    return len(own) == len(now) and sum(one.strip() != two.strip() for one, two in zip(own[2:], now[2:], strict=True)) <= 1


def _is_value(said: str, now: str) -> bool:
    return _NUMERIC.fullmatch(said) is not None and _NUMERIC.fullmatch(now) is not None


def _differing(line: str, other: str) -> list[tuple[str, str]]:
    own, now = _TOKEN.findall(_plain(line)), _TOKEN.findall(_plain(other))
    found = []
    for change, first, last, start, end in SequenceMatcher(None, own, now, autojunk=False).get_opcodes():
        if change == "replace" and last - first <= _MOST_TOKENS and end - start <= _MOST_TOKENS:
            said, true = " ".join(own[first:last]), " ".join(now[start:end])
            if _NAMED.search(said) and _NAMED.search(true) and _of_one_form(said, true):
                found.append((said, true))
    return found


def _of_one_form(said: str, now: str) -> bool:
    """A number gives way to a number, and a name in code to a name in code; words are worded anew when a value is not known."""
    return ("`" in said) == ("`" in now) and said.isdigit() == now.isdigit()
