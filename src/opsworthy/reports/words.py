"""How values read at a terminal: escaped, aligned, counted."""

import unicodedata
from collections.abc import Sequence

from opsworthy.text.regex import regex

_NUMBER = regex(r"-|[\d,]+(\.\d+)?")
_BARE = {"\n": "⏎", "\t": " ", "\r": ""}


def safe(text: str) -> str:
    """A repository's text made harmless for a terminal: control characters (and so escape sequences) become visible."""
    if text.isprintable():
        return text
    return "".join(_BARE.get(each, each if each.isprintable() else f"\\x{ord(each):02x}") for each in text)


def cells(text: str) -> int:
    """How many columns of a terminal a safe text takes: two for a wide letter, none for a mark that joins the one before."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF") for each in text)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 service`, `2 services`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def columns(rows: Sequence[Sequence[str]], indent: str = "  ", gap: int = 2) -> list[str]:
    """Rows as aligned lines: numbers to the right, words to the left, the last column not padded."""
    if not rows:
        return []
    width = [max(cells(row[at]) for row in rows) for at in range(len(rows[0]))]
    right = [_numeric([row[at] for row in rows]) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = [_padded(cell, width[at], right[at]) for at, cell in enumerate(row)]
        lines.append((indent + (" " * gap).join(padded)).rstrip())
    return lines


def _padded(cell: str, width: int, right: bool) -> str:
    room = " " * (width - cells(cell))
    return room + cell if right else cell + room


def _numeric(column: Sequence[str]) -> bool:
    return any(cell[:1].isdigit() for cell in column) and all(_NUMBER.fullmatch(cell) for cell in column)


def shortened(text: str, most: int) -> str:
    """Cut to a width with an ellipsis; for tables only, never for a reason that a person must read."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
