"""Claims of when something runs, in words, on lines that name it."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import PROSE, TABLE, Claim
from opsworthy.rules.shapes.claiming.timing.words import times_in
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MAY = regex(r"(?i)\b(?:hourly|daily|nightly|weekly|monthly|every|each|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b")


def told(read: Reading) -> Iterator[Claim]:
    rows = {row.location.line for row in read.rows}
    below = {at for each in read.headed if ".y" in each.title for at in range(each.first + 1, each.last + 1)}
    for at, line in read.whole.lines:
        if at in read.fenced or not _MAY.search(line) or not ("`" in line or ".y" in line or at in below):
            continue
        for each in times_in(line):
            way = TABLE if at in rows else PROSE
            yield Claim("time", each.text, Location(read.document.path, at), way, beside=(("at", str(each.start)),))
