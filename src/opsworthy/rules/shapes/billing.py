"""Where a bill is looked at and how often, by what it is told apart, and what the people behind it cost."""

import re
from collections.abc import Callable

from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import only_told
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PAGE = regex(r"dashboard|billing|cost|usage|budget|invoice|spend", re.IGNORECASE)
_BY = regex(
    r"\bby (?:component|environment|team|service|product|project|account|tag|label|cost cent(?:er|re))s?\b|--group-by\b",
    re.IGNORECASE,
)
_PEOPLE = regex(r"\b(?:maintenance|upkeep|development|engineers?|maintainers?|volunteers?|operations)\b", re.IGNORECASE)
_HOURS = regex(r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|half an?)\s+(?:hours?|days?)\b", re.IGNORECASE)
_LOOKS = regex(
    r"\b(?:review|look|check|read|meet|compare|inspect|audit|report|hold|held|examin|analy[sz]|go(?:es)? (?:over|through)|walk"
    r"|monitor|track|digest|summar|reconcil|stand-?up|retro|discuss|watch)\w*",
    re.IGNORECASE,
)
_RHYTHM = regex(
    r"\b(?:every|each|once an?|twice an?|once per|twice per)\s+(?:(?:\d+|two|three|six|second|other|first|last)\s+)?"
    r"(?:day|week|month|quarter|year|sprint|morning|release)s?\b",
    re.IGNORECASE,
)
_CODE = regex(r"`[^`\n]*`")
_FOR = regex(
    r"(?<!\d)[$€£]?\d[\d,.]{0,20}\s?(?:/|per|an?|each|every)\s?(?:day|week|month|quarter|year)"
    r"|\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\s+(?:\w+\s+)?"
    r"(?:budgets?|limits?|spend\w*|caps?|costs?|totals?|estimates?|usage|granularity)\b"
    r"(?!\s+(?:reviews?|reports?|meetings?|checks?|digest|summar\w+|sync))",
    re.IGNORECASE,
)
_LEAST = 6


def billing_page(passage: Passage) -> Location | None:
    """An address on the web whose words or own text say that costs are looked at there."""
    pages = (each for each in passage.links if each.target.lower().startswith(("http://", "https://")))
    own = (each for each in pages if not only_told(each.target))
    return next((each.location for each in own if _PAGE.search(f"{each.target} {each.text}")), None)


def told_apart(passage: Passage) -> Location | None:
    """A statement by what the costs are told apart, with how; or a table with the tag, label or account of each part."""
    rows = [row.location for row in passage.rows if row.cell("cost-label").strip(" -–—")]
    return (
        rows[0]
        if len(rows) >= 2
        else _line(passage, lambda line: _BY.search(line) is not None and ("`" in line or marks.count_words(line) >= _LEAST))
    )


def hours_told(passage: Passage) -> Location | None:
    """The hours that people spend on it."""
    return _line(passage, lambda line: _PEOPLE.search(line) is not None and _HOURS.search(line) is not None)


def cadence(passage: Passage) -> Location | None:
    """How often somebody looks at the costs: a rhythm in a part or a column about reviews, or beside a word for looking. What a
    budget or an amount is for, and what stands in code, is none."""
    titled = passage.title != "" and means(passage.title, "cost-review")
    cell = next((row.location for row in passage.rows if _rhythmic(row.cell("cost-review"))), None)
    return cell or _line(passage, lambda line: _rhythmic(line) and (titled or _LOOKS.search(line) is not None))


def _rhythmic(line: str) -> bool:
    told = _CODE.sub(" ", _FOR.sub(" ", line))
    return _RHYTHM.search(told) is not None or marks.says("rhythms", told)


def _line(passage: Passage, test: Callable[[str], bool]) -> Location | None:
    fenced = [(each.location.line, each.location.end_line) for each in passage.fences]
    for at, line in passage.lines:
        if test(line) and not any(first <= at <= last for first, last in fenced):
            return Location(passage.location.path, at)
    return None
