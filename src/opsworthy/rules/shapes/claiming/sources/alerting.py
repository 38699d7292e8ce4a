"""Alerts by the form of their names: in lists, in titles, said to fire, or as a label of the alert manager."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import PROSE, Claim
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_CAMEL = r"[A-Z][A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]{1,60}"
_SPAN = regex(rf"`({_CAMEL})`")
_LABEL = regex(rf"\balertname\s?=~?\s?[\"']?({_CAMEL})(?![\w|.])")
_FIRED = regex(rf"\b[Aa]lert(?:s|ed)?(?: has| is)? (?:fired|firing|resolved|cleared):? ?\(?`?({_CAMEL})\b(?![.(\[/])")
_JOIN = r"(?:\s*\([\w ]{1,20}\))?\s*(?:,\s*(?:and|or)?|&|and|or|(?<=\s)/(?=\s))\s*"
_LIST = regex(rf"(?<!/)`{_CAMEL}`(?:{_JOIN}`{_CAMEL}`){{0,20}}(?!/)")
_BEFORE = regex(r"\b(?:fired by|paged by|alerts?|firing)(?: is| are)?[\s:(*]{0,4}\Z", re.IGNORECASE)
_AFTER = regex(r"[\s*]{0,3}(?:alerts?|firing|fires|fired|is firing|are firing|in (?:Prometheus|Alertmanager))\b", re.IGNORECASE)
_TITLE = regex(rf"#.*?(?<![\w`./-])({_CAMEL})(?![\w`./-])")
_NO_MORE = regex(
    r"\b(?:add|create|planned|todo|removed?|renamed|deprecated|e\.g\.|for example|such as|legacy|future)\b", re.IGNORECASE
)


def told(read: Reading) -> Iterator[Claim]:
    for at, line in read.whole.lines:
        if ("lert" in line or "`" in line or line.startswith("#")) and not _NO_MORE.search(line):
            yield from _of_line(line, Location(read.document.path, at), fenced=at in read.fenced)


def _of_line(line: str, place: Location, *, fenced: bool) -> Iterator[Claim]:
    for pattern in (_LABEL, _FIRED) if "lert" in line else ():
        for name in pattern.findall(line):
            yield Claim("alert-name", name, place, PROSE)
    if fenced:
        return
    for run in _LIST.finditer(line) if "`" in line else ():
        names = list(dict.fromkeys(_SPAN.findall(run[0])))
        fires = _BEFORE.search(line[: run.start()]) is not None or _AFTER.match(line, run.end()) is not None
        for name in names:
            others = tuple(("alert", other) for other in names if other != name)
            yield Claim("alert-name", name, place, PROSE, beside=others, sure=fires)
    if line.startswith("#") and (found := _TITLE.match(line)):
        yield Claim("alert-name", found[1], place, PROSE, sure=False)
