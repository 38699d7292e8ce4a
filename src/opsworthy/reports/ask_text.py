"""What `opsworthy ask` prints: the best entry with its steps and commands as they stand, the others in short."""

import re
from collections.abc import Iterator

from opsworthy.documents.search.entry import COMMAND, EXPECTED, HEADING, OUTPUT, ROW, Entry
from opsworthy.documents.search.rank import Answer, Hit
from opsworthy.reports.printed import Printed
from opsworthy.reports.words import count, safe, shortened
from opsworthy.text.regex import regex

_FIRST, _OTHERS = 60, 6
_LONGEST = 400
_BEFORE = {COMMAND: "$ ", EXPECTED: "→ ", OUTPUT: "| ", ROW: "· "}
_EXPECTED = regex(r"#?\s*expected(?: output| result| response)?:\s*", re.IGNORECASE)
_STYLE = {COMMAND: "good", EXPECTED: "dim", HEADING: "title", OUTPUT: "dim"}


def ask_lines(answer: Answer, documents: int, entries: int, full: bool = False) -> Iterator[Printed]:
    """Ranked entries, best first; where nothing answers, what was searched and what comes nearest."""
    for written, read in answer.corrected:
        yield Printed(f"no document says {safe(written)}; searched for {safe(read)}", "dim")
    searched = f"{count(documents, 'document')}, {count(entries, 'entry', 'entries')}"
    if not answer.hits:
        yield from _nothing(answer, searched)
        return
    for rank, hit in enumerate(answer.hits, 1):
        yield from _hit(rank, hit, None if full else _FIRST if rank == 1 else _OTHERS)
    yield Printed("")
    yield Printed(f"searched {searched}", "dim")


def _nothing(answer: Answer, searched: str) -> Iterator[Printed]:
    yield Printed("The documents do not answer this.", "bad")
    where = f"  searched {searched}"
    missing = [each for each in answer.question.environments if each]
    if answer.unknown:
        where += f"; none of them says {', '.join(safe(shortened(each, 40)) for each in answer.unknown[:6])}"
    elif missing and answer.nearest is not None:
        where += f"; nothing that fits is about {', '.join(missing)}"
    yield Printed(where, "dim")
    if answer.nearest:
        yield Printed(f"  nearest heading: {_head(answer.nearest)}", "warn")


def _head(entry: Entry) -> str:
    trail = " > ".join(safe(each) for each in (*entry.trail, entry.title) if each)
    return f"{safe(entry.path)}:{entry.line}  {trail}".rstrip()


def _hit(rank: int, hit: Hit, most: int | None) -> Iterator[Printed]:
    entry = hit.entry
    lines = (*entry.lines, *entry.below)
    yield Printed("")
    yield Printed(f"{rank}. {_head(entry)}", "title")
    if most == _OTHERS:
        lines = tuple(sorted(sorted(lines, key=lambda each: each.kind != COMMAND)[:_OTHERS], key=lambda each: each.line))
    wide = len(str(entry.end_line))
    for each in lines[:most]:
        said = _EXPECTED.sub("", each.text) if each.kind == EXPECTED else each.text
        text = safe(shortened(said, _LONGEST))
        yield Printed(f"   {each.line:>{wide}}  {_BEFORE.get(each.kind, '')}{text}", _STYLE.get(each.kind, "plain"))
    rest = len(entry.lines) + len(entry.below) - len(lines[:most])
    if rest > 0:
        yield Printed(f"   {'':>{wide}}  … {count(rest, 'more line')} at {safe(entry.path)}:{entry.line}", "dim")
