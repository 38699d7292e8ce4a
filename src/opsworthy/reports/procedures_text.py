"""What `opsworthy coverage` prints: a line for each kind of thing, as reports of test coverage have it, then what is missing."""

from collections.abc import Iterator, Sequence

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.procedures_view import percent
from opsworthy.reports.words import columns, count, safe, shortened
from opsworthy.rules.shapes.tending.thing import Tended

_WIDTH = 100
_LEAST = 30
_MOST = 8
_LONGEST = 60


def procedures_lines(
    name: str, kinds: Sequence[str], rows: Sequence[Tended], documents: int, width: int = _WIDTH, *, everything: bool = False
) -> Iterator[Printed]:
    """The table, with what has no procedure and where it is declared; with `everything` also what has one, and where."""
    yield Printed(f"{safe(name)}: procedures in {count(documents, 'document')}", "title")
    if not rows:
        yield Printed("")
        yield Printed("There is nothing that needs a procedure: no workload, datastore, secret, alert, job or migration.")
        return
    yield Printed("")
    yield from _table(kinds, rows)
    yield from _missing(kinds, rows, width, everything=everything)
    if everything:
        yield from _covered(rows, width)


def _table(kinds: Sequence[str], rows: Sequence[Tended]) -> Iterator[Printed]:
    groups = [(kind, [each for each in rows if each.thing.kind == kind]) for kind in kinds]
    head = ("", "total", "covered", "missing", "share")
    cells = [head, *((f"{kind}s", *_figures(found)) for kind, found in groups), ("all", *_figures(rows))]
    lines = columns([_padded(row, head) for row in cells])
    rule = Printed("  " + "-" * (len(lines[0]) - 2), "dim")
    yield Printed(lines[0], "dim")
    yield rule
    for line, (_, found) in zip(lines[1:-1], groups, strict=True):
        yield Printed(line, "plain" if any(each.by is None for each in found) else "good")
    yield rule
    yield Printed(lines[-1], "title")


def _padded(row: tuple[str, ...], head: tuple[str, ...]) -> tuple[str, ...]:
    """Figures to the right, below the words of the head."""
    return (row[0], *(cell.rjust(len(word)) for cell, word in zip(row[1:], head[1:], strict=True)))


def _figures(rows: Sequence[Tended]) -> tuple[str, str, str, str]:
    covered = sum(each.by is not None for each in rows)
    return str(len(rows)), str(covered), str(len(rows) - covered), f"{int(percent(covered, len(rows)))}%"


def _missing(kinds: Sequence[str], rows: Sequence[Tended], width: int, *, everything: bool) -> Iterator[Printed]:
    """What has no procedure, by kind, each with the place that declares it."""
    missing = [each for each in rows if each.by is None]
    if not missing:
        return
    yield from title("no procedure for")
    shown: list[tuple[str, str, str]] = []
    for kind in kinds:
        found = [each for each in missing if each.thing.kind == kind]
        most = len(found) if everything or len(found) <= _MOST + 1 else _MOST
        shown += [(kind if not at else "", each.thing.name, str(each.thing.location)) for at, each in enumerate(found[:most])]
        if len(found) > most:
            shown.append(("", f"and {len(found) - most} more (--verbose)", ""))
    yield from (Printed(line) for line in columns([_cells(row, width) for row in shown]))


def _cells(row: tuple[str, str, str], width: int) -> tuple[str, str, str]:
    kind, name, place = (safe(each) for each in row)
    return kind, shortened(name, max(_LEAST, width // 3)), place


def _covered(rows: Sequence[Tended], width: int) -> Iterator[Printed]:
    found = [each for each in rows if each.by is not None]
    if not found:
        return
    yield from title("a procedure for")
    told = [(*_cells((each.thing.kind, each.thing.name, str(each.by)), width), _short(each.how)) for each in found]
    yield from (Printed(line) for line in columns(told))


def _short(text: str) -> str:
    return shortened(safe(" ".join(text.split())), _LONGEST)
