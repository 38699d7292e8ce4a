"""Words as an index knows them: identifiers whole and in parts, plain words by their stem."""

from functools import lru_cache

from opsworthy.text.regex import regex

_CHUNK = regex(r"[^\W_]+(?:[_\-./:@][^\W_]+)*")
_SPLIT = regex(r"[_\-./:@]+")
_CAMEL = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_ENDINGS = ("ations", "ation", "ating", "ments", "ment", "ated", "ates", "ate", "ings", "ing", "ures", "ure", "ers", "ies", "ied",
            "ed", "es", "er", "ly", "s", "e", "y")  # fmt: skip
_LEAST = 4
_LONGEST = 60


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A plain lower-case word without its ending: deploys, deployed, deploying and deployment are one."""
    if len(word) <= _LEAST or not word.isascii() or not word.isalpha():
        return word[:-1] if len(word) == _LEAST and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    if word.endswith(("ss", "us", "is")):
        return word
    for ending in _ENDINGS:
        if ending == "y" and word[-2:-1] in tuple("aeiou"):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST - (ending in ("s", "e", "ed", "ing", "ate", "ation")):
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


@lru_cache(maxsize=200_000)
def _of_chunk(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The chunk as a whole, and the words within it."""
    pieces = [piece for piece in _SPLIT.split(chunk) if piece]
    words = [word.lower() for piece in pieces for word in _pieces(piece)]
    if len(pieces) == 1 and len(words) <= 1:
        return (stem(chunk.lower()),), ()
    whole = chunk.lower()[:_LONGEST]
    inner = [each.lower() for each in pieces if len(pieces) > 1] + [each for each in words if len(words) > len(pieces)]
    return (whole,), tuple(dict.fromkeys(stem(each) for each in inner if len(each) > 1))


def _pieces(piece: str) -> list[str]:
    """The words of one run of letters and digits: CrashLoopBackOff has four, ECONNREFUSED and v2 one."""
    found = _CAMEL.findall(piece)
    if len(found) < 2 or any(len(each) == 1 for each in found) or not all(each.isalpha() for each in found):
        return [piece]
    return found


def chunks(text: str) -> list[str]:
    """The words and identifiers of a text as written."""
    return _CHUNK.findall(text)


def terms(text: str) -> list[str]:
    """The terms of a text: every word by its stem; an identifier as a whole, then its parts."""
    return [term for chunk in chunks(text) for group in _of_chunk(chunk) for term in group]


def parts(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One chunk as a whole, and its parts, which weigh less in a question."""
    return _of_chunk(chunk)


def is_identifier(chunk: str) -> bool:
    """Whether a word is a name of something rather than a word of the language: ECONNREFUSED, CrashLoopBackOff, a_b, 5432."""
    if any(mark in chunk for mark in "_./:@") or any(letter.isdigit() for letter in chunk):
        return True
    return len(chunk) > 2 and (chunk.isupper() or any(letter.isupper() for letter in chunk[1:]))
