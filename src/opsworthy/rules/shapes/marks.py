"""What a line of text carries: a threshold, a contact, a condition, a reason, a refusal. The words are in `words.toml`."""

import re
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_WORD = regex(r"[^\W\d_]{2,}")
_NUMBER = r"[$€£]?\d[\d,.]*"
_SIGN = r"[<>≥≤]=?|=="
_CONTACT = regex(
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|(?<![\w/\[&#])(?<!\]\()#[A-Za-z][\w-]{2,}"
    r"|(?<![\w/.])@[A-Za-z][\w-]{2,}(?:/[\w-]+)?"
    r"|(?<![\w.])\+?\d{1,3}[ -]\(?\d{2,4}\)?[ -]\d{3,}"
    r"|https?://[^\s)>]*(?:pagerduty|opsgenie|victorops|incident|oncall|on-call)"
    r"|\b(?:PagerDuty|Opsgenie|VictorOps|pager service)\b",
    re.IGNORECASE,
)
# A package in a command, whose scope is written as a handle is: `npm view @scope/name`.
_PACKAGE = regex(r"`(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|node)\s[^`\n]{0,200}`")
_CHANNEL = regex("#[A-Za-z]")
_TELEPHONE = regex(r"\d[ -]\(?\d\d")
_LEAD = r"\s*(?:[-*+>|]\s+|\|\s*|\d+[.)]\s+)*(?:\[[ x]\]\s+)?[*_`“\"]*"


@cache
def _words() -> dict[str, str]:
    data = data_of("opsworthy.rules.shapes", "words.toml")
    lists = {kind: words for kind, words in data.items() if isinstance(words, list)}
    return {kind: "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) for kind, words in lists.items()}


@cache
def guesses() -> dict[str, str]:
    """What a word of an unknown command line says about its purpose."""
    data = data_of("opsworthy.rules.shapes", "words.toml")
    return {str(word): str(purpose) for word, purpose in data["guesses"].items()}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = _words()
    if kind == "threshold":
        compared = rf"(?:{_SIGN}|\b(?:{words['comparisons']})\b)\s*(?:\w+\s+)?{_NUMBER}"
        return regex(rf"{compared}|(?<![\w.]){_NUMBER}\s?(?:{words['units']})(?![\w-])", re.IGNORECASE)
    if kind == "conditions":
        return regex(rf"{_LEAD}(?:{words[kind]})\b", re.IGNORECASE)
    return regex(rf"(?<!\w)(?:{words[kind]})(?!\w)", re.IGNORECASE)


def has_threshold(text: str) -> bool:
    """Whether a text compares with a number, or gives a number its unit."""
    return bool(_pattern("threshold").search(text))


def says(kind: str, text: str) -> bool:
    """Whether a text holds one of the words of a list in words.toml."""
    return bool(_pattern(kind).search(text))


def begins(kind: str, text: str) -> bool:
    """Whether a text begins with one of the words of a list."""
    return bool(_pattern(kind).match(text))


def is_threshold(cell: str) -> bool:
    """Whether a cell in a column of thresholds holds one: a number, something in code, or a state such as `any failed job`."""
    if not cell.strip(" -–—") or _pattern("undecided").search(cell):
        return False
    return any(letter.isdigit() for letter in cell) or "`" in cell or bool(_pattern("states").search(cell))


def has_contact(text: str) -> bool:
    """Whether a text says how somebody is reached: an address, a channel, a handle, a telephone number, a paging service."""
    return may_reach(text) and bool(_CONTACT.search(_PACKAGE.sub("`", text) if "@" in text else text))


def may_reach(text: str) -> bool:
    """Whether a text holds anything that every way to reach somebody has."""
    if "@" in text or ("#" in text and _CHANNEL.search(text)) or _TELEPHONE.search(text):
        return True
    lowered = text.lower()
    if "pager" in lowered or "opsgenie" in lowered or "victorops" in lowered:
        return True
    return "://" in text and ("incident" in lowered or "oncall" in lowered or "on-call" in lowered)


def without_contact(text: str) -> str:
    """A text without the addresses, channels and numbers by which somebody is reached."""
    return _CONTACT.sub(" ", text)


def has_condition(text: str) -> bool:
    """Whether a line begins with a condition."""
    return bool(_pattern("conditions").match(text))


def has_reason(text: str) -> bool:
    """Whether a text gives a reason: says so, or goes on for some words after a dash, a colon or a bracket."""
    if _pattern("reasons").search(text):
        return True
    tails = re.split(r"\s[-–—]{1,2}\s|[:(;]", text)[1:]
    return any(count_words(tail) >= 4 for tail in tails)


def reason_at(text: str) -> int | None:
    """Where the words that give a reason begin."""
    found = _pattern("reasons").search(text)
    return found.start() if found else None


def declines(text: str) -> bool:
    """Whether a text says, near its beginning and in more than a word or two, that something does not apply here."""
    told = _pattern("declines").search(text[:90])
    return count_words(text) >= 4 and told is not None and "(" not in text[: told.start()]


def leads_to_expectation(label: str) -> bool:
    return bool(_pattern("expected").match(label.strip().lower()))


def count_words(text: str) -> int:
    return len(_WORD.findall(text))
