"""Faults in a part that is marked: dropped, blanked, made vague, turned into prose, commanded by `true`, another number."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from benchmarks.mutations.edits import Edit, around, edited, lines
from benchmarks.mutations.kind import Kind
from benchmarks.mutations.marked import Mark, Marked

Change = Callable[[Marked, Kind, list[Mark]], Iterator[tuple[int, str]]]
"""Gives, for the parts of one name, the texts that have the fault, each with the place of it."""

_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CONTACT = re.compile(
    r"(?<![\w(/])#[a-z][\w-]{2,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}|(?<![\w/.])@[a-z][\w-]+(?![\w/-])|\+\d[\d ]{8,}\d|https://\S*pagerduty\S*"
)
_ALERTS = re.compile(r"alert|told|notif", re.IGNORECASE)
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_INDENTED = re.compile(r"^\s*")


def drop(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Takes all of them out together."""
    yield marks[0].start, edited(marked.text, (Edit(each.start, each.end, "") for each in outermost(marks)))


def drop_each(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    for each in marks:
        yield each.start, edited(marked.text, [Edit(each.start, each.end, "")])


def replace(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    for each in marks:
        for words in kind.words:
            yield each.start, edited(marked.text, [Edit(each.start, each.end, words)])


def blank(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Leaves nothing in a cell of a table, and takes a part of a sentence out with the words that lead to it."""
    for each in marks:
        first, last = around(marked.text, each.start, each.end)
        if marked.text[first:last].lstrip().startswith("|"):
            yield each.start, edited(marked.text, [Edit(each.start, each.end, "")])
            continue
        lead = re.search(
            r"(?:[,;.:]\s+|\s)?(?:because|It means that|Rotated|by|every|with an alert at)?\s*$", marked.text[first : each.start]
        )
        marker = _MARKER.match(marked.text, first)
        start = max(first + lead.start() if lead else each.start, marker.end() if marker else first)
        yield each.start, edited(marked.text, [Edit(start, each.end, "")])


def vague(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Puts a sentence that says nothing in place of what stands there, below its heading or lead-in."""
    for each in marks:
        for words in kind.words:
            inner = words if words.startswith("**") else lead_in(marked.text[each.start : each.end]) + words
            yield each.start, edited(marked.text, [Edit(each.start, each.end, inner + "\n\n")])


def prose(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Tells in a sentence what the commands did: blocks of code, code in words, and addresses go."""
    for each in marks:
        for words in kind.words:
            yield (
                each.start,
                edited(marked.text, [Edit(each.start, each.end, lead_in(marked.text[each.start : each.end]) + words + "\n\n")]),
            )


def commands(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Every command becomes one that does nothing; what it should show stays."""
    for words in kind.words:
        edits = []
        for each in outermost(marks):
            part = marked.text[each.start : each.end]
            for line in lines(part):
                code = line.text.strip()
                if line.fenced and code and not code.startswith("#"):
                    indent = _INDENTED.match(line.text)
                    start = each.start + line.start
                    edits.append(Edit(start, start + len(line.text), f"{indent[0] if indent else ''}{words}\n"))
            edits += [Edit(each.start + at.start(), each.start + at.end(), f"`{words}`") for at in _spans(part)]
        if edits:
            yield marks[0].start, edited(marked.text, edits)


def _spans(part: str) -> Iterator[re.Match[str]]:
    """Commands in code spans, outside blocks."""
    fenced = [(line.start, line.end) for line in lines(part) if line.fenced or line.fence]
    for found in re.finditer(r"(?<!`)`(?P<code>[a-z][\w./-]* [^`\n]+)`(?!`)", part):
        if not any(first <= found.start() < last for first, last in fenced):
            yield found


def lead_in(part: str) -> str:
    """The heading, or the bold words, that a part begins with."""
    heading = re.match(r"\s*#{1,6} [^\n]*\n\n?", part) or re.match(r"\s*\*\*[^*\n]+\*\*:?[ \t]*", part)
    return heading[0] if heading else ""


def outermost(marks: list[Mark]) -> list[Mark]:
    return [each for each in marks if not any(o is not each and o.start <= each.start and each.end <= o.end for o in marks)]


def everything(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Takes out all that the kind is about, whatever it is the role of; once."""
    every = [each for each in marked.marks if kind.is_about(each)]
    if marks and marks[0] == every[0]:
        yield every[0].start, edited(marked.text, (Edit(each.start, each.end, "") for each in outermost(every)))


def unreachable(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Takes out every way to reach somebody, in the whole document: dropping one list would leave the others."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    yield marks[0].start, _CONTACT.sub("them", text)


def unalerted(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Takes out every line that speaks of an alert, and the alerts beside the limits."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    kept = [_unalert(line.text) for line in lines(text)]
    yield marks[0].start, "".join(kept)


def _unalert(line: str) -> str:
    if line.startswith("|"):
        cells = line.rstrip("\n").split("|")
        return (
            "|".join(cells[:3] + [" " for _ in cells[3:-1]] + cells[-1:]) + "\n"
            if len(cells) > 4 and "%" in line
            else re.sub(_ALERTS, "note", line)
        )
    line = re.sub(r",? (?:with an )?alert at [^.\n]*", "", line)
    return "" if _ALERTS.search(line) else line


def unnamed(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Leaves a secret out: its line, and its names wherever else they stand; a part of a line that is marked is a name."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    parts = [marked.text[each.start : each.end] for each in marks]
    names = [part.strip("`") for part, each in zip(parts, marks, strict=True) if not each.whole]
    for name in (*names, *re.findall(r"`([\w./-]{4,})`", "".join(parts))):
        text = text.replace(name, "secret")
    yield marks[0].start, text


def unused(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """No use of a secret is shown any more: the example goes, and the names of variables with it."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    yield marks[0].start, re.sub(r"`\$?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+`", "it", text)


def unscanned(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Drops the job that scans, and every other command that does."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    yield marks[0].start, re.sub(r"^.*(?:trivy|pip-audit|npm audit|bandit|grype).*\n", "", text, flags=re.MULTILINE)


def unranked(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """No saving says any more when it is worth doing, nor how much work it is."""
    every = [each for each in marked.marks if kind.is_about(each)]
    if marks[0] == every[0]:
        text = edited(marked.text, (Edit(each.start, each.end, "") for each in every))
        yield every[0].start, re.sub(r"(?im)^.*quick wins? .*\n|\beffort\b|\b(?:low|medium|high)\b(?= \|)", "", text)


def dateless(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """No day is stated any more, neither here nor at the head."""
    text = edited(marked.text, (Edit(each.start, each.end, "") for each in marks))
    yield marks[0].start, re.sub(r"\d{4}-\d{2}-\d{2}", "recently", text)


def future(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    for each in marks:
        inside = marked.text[each.start : each.end]
        yield each.start, edited(marked.text, [Edit(each.start, each.end, re.sub(r"\d{4}(?=-\d{2}-\d{2})", "2033", inside))])


def shown(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Shows what looks like the value of a secret; made up, and put together here so that no file holds it."""
    values = (
        "sk" + "_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "ghp" + "_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
        "xoxb" + "-291846573201-481920563718-Kq7RtVbN2mXcWs9LpYhZ3dGf",
    )
    for value in values:
        at = marks[0].end
        yield at, edited(marked.text, [Edit(at, at, f"\nThe value in use now is `{value}`.\n\n")])


def ignored(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """The command may fail, and nothing minds."""
    for each in marks:
        yield each.start, edited(marked.text, [Edit(each.end, each.end, " || true")])


def numbers(change: Callable[[list[Decimal]], list[Decimal]]) -> Change:
    """Changes the amounts in each part; a part in which nothing changes gives no mutant."""

    def make(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
        for each in marks:
            part = marked.text[each.start : each.end]
            found = list(_AMOUNT.finditer(part))
            before = [Decimal(one[0].replace(",", "")) for one in found]
            after = change(before)
            if after != before:
                edits = [Edit(one.start(), one.end(), f"{value:f}") for one, value in zip(found, after, strict=True)]
                yield each.start, edited(marked.text, [Edit(each.start, each.end, edited(part, edits))])

    return make


def _more(value: Decimal) -> Decimal:
    return value + max(Decimal(9), (value * 3 / 10).to_integral_value())


def _less(value: Decimal) -> Decimal:
    return max(value - max(Decimal(9), (value / 5).to_integral_value()), Decimal(1))


CHANGES: dict[str, Change] = {
    "drop": drop, "drop-each": drop_each, "replace": replace, "blank": blank, "vague": vague, "vague-body": vague, "prose": prose,
    "commands": commands, "all": everything, "unreachable": unreachable, "unalerted": unalerted, "unnamed": unnamed,
    "unused": unused, "unscanned": unscanned, "unranked": unranked, "dateless": dateless, "future": future, "shown": shown,
    "ignored": ignored,
    "low": numbers(lambda ends: [_less(ends[0]), *ends[1:]]),
    "high": numbers(lambda ends: [*ends[:-1], _more(ends[-1])]),
    "both": numbers(lambda ends: [_more(each) for each in ends]),
    "swapped": numbers(lambda ends: ends[::-1]),
    "percent": numbers(lambda ends: [each - 15 for each in ends]),
    "tenfold": numbers(lambda ends: [each * 10 for each in ends]),
    "grown": numbers(lambda ends: [*ends[:-1], ends[-1] + 7]),
}  # fmt: skip
