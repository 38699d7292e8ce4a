"""Writes a figure that was worked out again, with as many decimals as the one in its place."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from opsworthy.findings.patch import Patch
from opsworthy.rules.shapes.arithmetic.flaw import replacement
from opsworthy.rules.shapes.arithmetic.lines import Line
from opsworthy.rules.shapes.arithmetic.numbers import Number


def rewritten(
    line: Line, stated: Number, worth: tuple[Decimal, Decimal], parts: Sequence[Number], words: str, *, safe: bool = True
) -> Patch | None:
    """Puts what the parts come to in the place of what is stated; unsafe where any of them is rough. None where the mended
    figure would not be written in the way of the old one."""
    step = Decimal(1)
    while step > stated.low_place:
        step /= 10
    low, high = (each.quantize(step, ROUND_HALF_UP) for each in worth)
    if low < 0 or "  " in line.text[stated.start : stated.end]:
        return None
    plain = not any(each.rough or each.loose for each in (stated, *parts))
    return replacement(line.text, line.place(stated.start, stated.end), low, high, safe=safe and plain, words=words)
