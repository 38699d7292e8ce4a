"""Totals that put two currencies into one sum."""

from collections.abc import Iterator

from opsworthy.documents.document import Amount, Document
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.regex import regex

_RATE = regex(
    r"(?i)\b(?:exchange|convert\w*|conversion|fx|forex)\b|\brates?\b.{0,30}(?:EUR|USD|GBP|[$€£])|1\s?(?:EUR|USD|GBP|[$€£])\s?[=≈]|[$€£]\s?1(?:\.0+)?\s?[=≈]"
)


def mixtures(document: Document) -> Iterator[Check]:
    """Each total with the amounts of its own column, or of its own lead-in, and whether they are in one currency; nothing where
    the document states a rate."""
    sections = [each for each in reading(document).sections if any(amount.is_total for amount in each.amounts)]
    if not sections or _RATE.search(document.text):
        return
    for section in sections:
        for total in (each for each in section.amounts if each.is_total and not each.unit):
            parts = [each for each in section.amounts if _beside(each, total)]
            strange = [each for each in parts if each.currency != total.currency]
            others = ", ".join(sorted({each.currency for each in strange}))
            told = f"“{total.label.split(':')[0]}” is in {total.currency}, and {len(strange)} of its parts in {others}"
            shown = tuple(
                Related(each.location, f"{each.label.split(':')[0]}: {ends(each.low, each.high)} {each.currency}")
                for each in strange[:5]
            )
            if len(parts) >= 2 and not any(
                each.location.line == other.location.line for each in parts for other in parts if each is not other
            ):
                yield Check(told if strange else "", total.location, shown)


def _beside(part: Amount, total: Amount) -> bool:
    column = total.label.partition(": ")[2]
    same = part.label.partition(": ")[2] == column if column else (part.under == total.under or not total.under)
    near = part.location.line < total.location.line <= part.location.line + 30
    return near and same and part.high > 0 and total.high > 0 and not part.is_total and not part.unit
