"""Values as they can be compared: the same length of time, number or address however it is written."""

import re
from collections.abc import Callable

from opsworthy.documents.durations import find
from opsworthy.rules.shapes.contradicting.words import unsaid
from opsworthy.text.regex import regex

_NUMBER = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PORT = regex(r"\A:?(\d{2,5})(?:/(?:tcp|udp|http))?\Z", re.IGNORECASE)
_PERCENT = regex(r"\A[≥>=~ ]*(\d{1,3}(?:\.\d+)?) ?%")
_COMPARED = regex(
    r"\A(?P<sign>[<>≥≤]=?|above|over|below|under)?\s*(?P<number>\d+(?:\.\d+)?)"
    r"\s?(?P<unit>%|ms|s|m|min|h|GB|MB|GiB|MiB)?(?:\s*(?:for|over)\s+.{1,20})?\Z",
    re.IGNORECASE,
)
_SIGNS = {"above": ">", "over": ">", "below": "<", "under": "<", "≥": ">=", "≤": "<="}
_CRON = regex(r"\A(?:[\d*/,-]+|\*) (?:[\d*/,-]+|\*) (?:[\d*/,?-]+|\*) (?:[\d*/,A-Z-]+|\*) (?:[\d*/,A-Z?-]+|\*)\Z")
_VERSION = regex(r"\Av?(\d{1,4}(?:\.\d{1,4}){0,2})\+?\Z")
_WORD = regex(r"\A[\w./:@-]{1,80}\Z")
_URL = regex(r"\Ahttps?://([\w.-]+(?::\d+)?)(/[\w./-]*)?\Z")
_SAMPLE = regex(r"<[^>]*>|\{\{?|\$|your[-_]|example\.(?:com|org)|xxx|changeme|\.\.\.|…", re.IGNORECASE)


def compared(kind: str, text: str) -> str:
    """A value in the one form of its kind; empty where it is none, or more than one, or only stands for one."""
    bare = text.strip().strip("`*_\"'").strip()
    if bare.lower() in unsaid() or _SAMPLE.search(bare) or len(bare) > 120:
        return ""
    return _KINDS[kind](bare)


def _port(text: str) -> str:
    found = _PORT.match(text)
    return found.group(1) if found and int(found.group(1)) < 65536 else ""


def _duration(text: str) -> str:
    found = [each for each in find(text) if each.low == each.high]
    return str(found[0].low) if len(found) == 1 and len(_NUMBER.findall(text)) <= 1 else ""


def _percent(text: str) -> str:
    found = _PERCENT.match(text)
    return f"{float(found.group(1)):g} %" if found else ""


def _comparison(text: str) -> str:
    found = _COMPARED.match(text)
    if not found or not (found["sign"] or found["unit"]):
        return ""
    sign = (found["sign"] or "").lower()
    return f"{_SIGNS.get(sign, sign)} {float(found['number']):g} {(found['unit'] or '').lower()}".strip()


def _number(text: str) -> str:
    return text if text.isdigit() else ""


def _cron(text: str) -> str:
    return " ".join(text.split()) if _CRON.match(text) else ""


def _version(text: str) -> str:
    found = _VERSION.match(text)
    return found.group(1) if found else ""


def _word(text: str) -> str:
    return text if _WORD.match(text) else ""


def _url(text: str) -> str:
    found = _URL.match(text.rstrip("/"))
    return f"{found.group(1).lower()}{found.group(2) or ''}" if found else ""


_KINDS: dict[str, Callable[[str], str]] = {
    "comparison": _comparison,
    "cron": _cron,
    "duration": _duration,
    "number": _number,
    "percent": _percent,
    "port": _port,
    "url": _url,
    "version": _version,
    "word": _word,
}
