"""Where the values stand that have the shape of a credential. A value is named by its kind and place, and goes nowhere."""

import re
from collections.abc import Iterator

from opsworthy.facts.credentials.judging import is_real
from opsworthy.facts.credentials.rules import ADDRESS, JWT, PRIVATE_KEY, rules
from opsworthy.facts.project import CredentialInClear
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

# `NAME = "`, `"name": "`, `config["name"] = '`, `set("NAME", "`: a whole word, so that the end of another value is none.
_NAME = regex(
    r"(?<![\w.+/=-])(?:([A-Za-z_][\w.-]{0,49})[\"'`]?\]?\s{0,8}(?::=|=>|=|:)|[\"']([A-Z][A-Z0-9_]{2,39})[\"'],)"
    r"\s{0,8}[brfu@]{0,2}[\"'`]{0,3}$"
)
_EXAMPLE = regex(r"(?:^|[._/-])(?:dist|examples?|samples?|specimen|template|tmpl|tpl|openapi|swagger)(?:[._/-]|$)", re.IGNORECASE)
_LARGEST = 1_000_000
_MOST = 100
_BEFORE = 160
# What an example or the description of an interface shows; what an issuer gave out counts there too.
_SHOWN = (ADDRESS, JWT)
_COMMENT = regex(r"\s*(?:#|//|/?\*|<!--|;|--|>>>|@\w+)")
_SPECIMENS = frozenset({"defaultvalue", "example", "examples", "helptext", "placeholder", "sample"})


def credentials(source: Source) -> Iterator[CredentialInClear]:
    """One fact for each value and line; what two rules match is told by the first."""
    text = source.text.encode("utf-8", "replace") if len(source.text) <= _LARGEST else b""
    told: set[int] = set()
    shown = _EXAMPLE.search(source.path) is not None
    for number in rules().patterns.found_in(text):
        if shown and rules().kinds[number] in _SHOWN:
            continue
        for start, end, begins, value in rules().patterns.matches(number, text):
            at = start if rules().kinds[number] == ADDRESS else begins
            if len(told) >= _MOST or at in told or not _is_real(number, value, text[start:end]):
                continue
            found = _told(source, number, text, at)
            if found is not None:
                told.add(at)
                yield found


def _is_real(number: int, value: bytes, whole: bytes) -> bool:
    kind, entropy = rules().kinds[number], rules().entropy[number]
    return is_real(kind, value.decode("utf-8", "replace"), whole.decode("utf-8", "replace"), entropy)


def _told(source: Source, number: int, text: bytes, at: int) -> CredentialInClear | None:
    """None where the line is a comment that shows how such a value looks, or a field that shows one."""
    begins = text.rfind(b"\n", 0, at) + 1
    before = text[max(begins, at - _BEFORE) : at].decode("utf-8", "replace")
    named = _NAME.search(before)
    kind, name = rules().kinds[number], (named.group(1) or named.group(2)) if named else None
    if (name or "").lower().replace("_", "") in _SPECIMENS or (kind in (*_SHOWN, PRIVATE_KEY) and _COMMENT.match(before)):
        return None
    column = len(text[begins:at].decode("utf-8", "replace")) + 1
    return CredentialInClear(kind, source.at(text.count(b"\n", 0, at) + 1, column), name)
