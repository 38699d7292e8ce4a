"""Whether a document is written in English, so that its words can be judged."""

from functools import cache, lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.rules.shapes.same import Same
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_WORD = regex(r"[^\W\d_]+")
_MOST_FOREIGN = 0.12


@lru_cache(maxsize=8)
def _english(key: Same[Document]) -> bool:
    read = reading(key.it)
    text = " ".join(line for at, line in enumerate(read.text, 1) if at not in read.fenced and "](" not in line)[:40_000]
    letters = sum(each.isalpha() for each in text)
    if letters and sum(each.isalpha() and not each.isascii() for each in text) > _MOST_FOREIGN * letters:
        return False
    words = _WORD.findall(text.lower())
    common, others = _common("english"), _common("others")
    return sum(word in common for word in words) >= sum(word in others for word in words)


def is_english(read: Reading) -> bool:
    """True for a document with too few words to tell."""
    return _english(Same(read.document))


@cache
def _common(of: str) -> frozenset[str]:
    data = data_of("opsworthy.rules.shapes", "language.toml")
    return frozenset(str(data[of]).split())
