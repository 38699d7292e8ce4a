"""Small phrases that many sections share: places, sizes, durations, links within the document."""

import re
from collections.abc import Iterable
from decimal import Decimal

from opsworthy.documents.markup import Code, Heading, Inline, Link, Text, Words, joined, words_of
from opsworthy.text.location import Location

_UNITS = ((1 << 40, "Ti"), (1 << 30, "Gi"), (1 << 20, "Mi"), (1 << 10, "Ki"))


def cite(locations: Iterable[Location], most: int = 2) -> Words:
    """Where a statement comes from, in brackets after it; nothing where there is no place."""
    places = tuple(dict.fromkeys(str(place) for place in locations))[:most]
    return (Text(" ("), *joined([Code(place) for place in places]), Text(")")) if places else ()


def place(locations: Iterable[Location]) -> Words:
    """The first place alone, for a cell of a table."""
    return next(((Code(str(each)),) for each in locations), words_of("—"))


def names(items: Iterable[str], last: str = " and ") -> Words:
    """Names as code, in running text."""
    return joined([Code(item) for item in items], last=last)


def heading(level: int, title: str) -> Heading:
    return Heading(level, words_of(title))


def see(title: str) -> Link:
    """A link to the heading with this title in the same document."""
    return Link(words_of(title), f"#{anchor(title)}")


def slug(name: str) -> str:
    """A name as a part of a block's id."""
    return re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_") or "one"


def anchor(title: str) -> str:
    """The fragment that GitHub and GitLab give to a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def amount(size: int) -> str:
    """Bytes in the largest binary unit that divides them, as manifests write it."""
    for unit, word in _UNITS:
        if size >= unit and size % unit == 0:
            return f"{size // unit}{word}"
    return next((f"{Decimal(size) / unit:.1f}{word}" for unit, word in _UNITS if size >= unit), str(size))


def cores(count: Decimal) -> str:
    """CPU as manifests write it: whole cores, else thousandths with an m."""
    return f"{count:f}" if count == count.to_integral_value() else f"{int(count * 1000)}m"


def span(seconds: int) -> str:
    """A length of time in words."""
    if seconds < 120:
        return f"{seconds} seconds"
    if seconds % 60 == 0:
        return f"{seconds // 60} minutes"
    return f"{seconds // 60} min {seconds % 60} s"


def marked(text: str) -> Words:
    """A sentence of the survey, which puts the names of the repository between backticks."""
    parts = text.rstrip(".").split("`")
    if len(parts) % 2 == 0:
        return (Text(text),)
    return tuple(Code(part) if at % 2 else Text(part) for at, part in enumerate(parts) if part)


def or_dash(words: Iterable[Inline]) -> Words:
    held = tuple(words)
    return held or (Text("—"),)
