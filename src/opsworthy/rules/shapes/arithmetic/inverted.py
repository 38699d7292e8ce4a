"""Ranges whose end lies below their beginning."""

import re
from collections.abc import Iterator
from decimal import Decimal

from opsworthy.documents.document import Document
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.shapes.arithmetic.flaw import Check, plain
from opsworthy.rules.shapes.arithmetic.lines import lines
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_V = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,4})?"
_RANGE = regex(
    rf"(?<![\w.,$€£-])(?P<sign>[$€£])(?P<low>{_V})(?:-|–|—)(?P<second>[$€£])?(?P<high>{_V})(?![\w,%]|\.\d|[-–—]\d)"
    r"(?=\s?(?:/|per\b|a month|monthly|\)|\||$|USD|[,;*]))"
)
_SUM = regex(r"\s*(?:/\s?\w+\s*)?[=+×*]|.{0,40}=")


def inverted(document: Document) -> Iterator[Check]:
    """Every range of money that is written tight, such as `$75-90`."""
    for line in lines(document):
        for found in _RANGE.finditer(line.text) if line.priced else ():
            low, high = (Decimal(found[end].replace(",", "")) for end in ("low", "high"))
            short = len(found["high"].partition(".")[0]) < len(found["low"].partition(".")[0]) and "," in found["low"]
            either = found["second"] and line.cells  # two ways side by side
            if (
                short
                or either
                or _SUM.match(line.text, found.end())
                or (low > high and low < 1000 and line.text[found.end() : found.end() + 1] in ("k", "K"))
            ):
                continue
            told = f"the range {found.group()} ends below its beginning: {plain(low)} is more than {plain(high)}"
            place = line.place(found.start(), found.end())
            yield Check(told if low > high else "", place, patch=_swapped(found, place) if low > high else None)


def _swapped(found: re.Match[str], place: Location) -> Patch:
    """The range from its low to its high end; which of them is mistyped only a person knows."""
    between = found.group()[found.end("low") - found.start() : found.start("high") - found.start()]
    edit = Edit(place, f"{found['sign']}{found['high']}{between}{found['low']}")
    return Patch((edit,), "swaps the ends of the range", safe=False)
