"""Assumptions outside of a list of them: settings with their numbers, and sentences that assume something."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ASSUMES = regex(
    r"\b(?:assum(?:e|es|ing|ed)|based on|planning for|calculated for|estimated for|priced for)\b[^.\n]{0,80}?"
    r"\d[\d,.]*\s?(?:[kKM]\b\s?)?(?!%)[A-Za-z]{2,}",
    re.IGNORECASE,
)
_SIZED = regex(r"\d[\d,.]*\s?[kKM]?\+?\s+(?:users|requests|tenants|customers|sellers|calls|orders|events|tags)\b", re.IGNORECASE)
_LEAST = 5


def settings(passage: Passage) -> Location | None:
    """Two items or more with a number each, such as `desired_size = 5`."""
    found = [each.location for each in passage.paragraphs if each.in_list and any(letter.isdigit() for letter in each.text)]
    return found[0] if len(found) >= 2 else None


def sentence(plan: Document) -> Location | None:
    """A sentence anywhere in the plan that assumes a number of something (“assuming 1M requests per month”), or a heading that
    says how large what is estimated is (“Small (up to 1,000 users)”)."""
    told = (each for each in reading(plan).paragraphs if marks.count_words(each.text) >= _LEAST)
    titled = (each.location for each in reading(plan).headed if _SIZED.search(each.title))
    return next((each.location for each in told if _ASSUMES.search(each.text)), None) or next(titled, None)
