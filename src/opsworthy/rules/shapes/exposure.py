"""Secret values that stand in a document. What is found is named by its kind and place; the value itself goes nowhere."""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from math import log2

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued, is_secret_name, marks_of_credentials

_PRIVATE = regex(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
# What stands behind such a line in a key that is one.
_MATERIAL = regex(r"KEY-----(?:\\n|\s){0,4}[A-Za-z0-9+/]{12}")
# `initial_pass_v1`, `secret123`: words that everybody takes for an example, and numbers.
_INVENTED = regex(
    r"(?:^|[=:])[\"']?(?:(?:secure|initial|updated|old|new|my|your|the|a|some|temp|tmp|test"
    r"|demo|example|sample|fake|dummy|foo|bar|baz|super|very|strong|"
    r"pass(?:word|wd)?|pwd|secret|token|key|api|db|user|admin|value"
    r"|change|me|here|hunter|abc|xyz|v"
    r"|s3cr3t|p4ssw0rd|p@ssw0rd|\$\{?\w{1,20}\}?|\d{1,6}(?!\d))[-_.!@#]?){1,8}[\"'\\]*$",
    re.IGNORECASE,
)
_SHORTEST = 12
_WORD = regex(r"[^\s`'\"<>()\[\],;]{12,4096}")
_SPAN = regex(r"`[^`\n]{6,300}`")
_PAIR = regex(r"(?<![A-Za-z])([A-Za-z][\w.-]{1,200}+)\s*(?:=|:\s)\s*[\"']?([^\s\"'`,;<>]{6,200})")
_WARNING = regex(r"❌|\b(?:never|don't|do not|wrong|bad|hardcoded|example of what not)\b", re.IGNORECASE)
_MODEL = regex(
    r"://[^:@/\s]*:(?:(?-i:[A-Z]+(?:[-_][A-Z]+)+)|pass(?:word|wd)?|pwd|secret|[\w-]*password|x+|\*+|\.+|…)@", re.IGNORECASE
)
# What opens only a developer's own machine, and a password that repeats the user's name in an example.
_OWN = regex(r"@(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)\b|://([^:@/\s]+):\1@", re.IGNORECASE)
_SHAPES = (
    regex(r"[a-z]+(?:[-_ .][a-z]+)*"),
    regex(r"[~.]{0,2}/[\w./-]+"),
    regex(r"\$.*"),
    regex(r"[\w.-]+/[\w./:-]+"),
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The kind and place of a secret value; `certain` where it is no invented one: it has the format of its issuer, opens a
    host elsewhere, or a machine made it."""

    kind: str
    location: Location
    certain: bool


def exposures(document: Document) -> tuple[Exposure, ...]:
    """One for each line."""
    read = reading(document)
    found: dict[int, Exposure] = {}
    for at, kind, certain in _tokens(read):
        found.setdefault(at, Exposure(kind, Location(document.path, at), certain and not _FAKE.search(read.line(at))))
    for at, kind, value in _named(read):
        sample = any(_SAMPLE.search(read.line(line)) for line in range(max(1, at - _ABOVE), at + 1))
        found.setdefault(at, Exposure(kind, Location(document.path, at), _is_random(value) and not sample))
    return tuple(found[at] for at in sorted(found))


_FAKE = regex(r"\b(?:fake|dummy|example|sample|made.?up|invented|mock|grep|rg|regex|pattern)\b", re.IGNORECASE)
_SAMPLE = regex(rf"{_FAKE.pattern}|\b(?:e\.g\.|smoke|test|local(?:host)?|dev)\b", re.IGNORECASE)
_FAR = regex(r"@(?!localhost\b|127\.|10\.|192\.168\.)[\w-]+(?:\.[\w-]+)+")
_RESERVED = regex(r"\bexample\.(?:com|org|net)\b|\.(?:example|test|invalid|local|localhost)\b", re.IGNORECASE)
_SPOKEN = regex(r"[A-Za-z]?[a-z]{4,}")
_ABOVE = 4
_LEAST_RANDOM, _BITS = 16, 3.3


def _is_random(value: str) -> bool:
    """Whether letters follow each other as a machine draws them: long, of many kinds, and no word among them."""
    told = re.sub(r"\W+\Z", "", value)
    if len(told) < _LEAST_RANDOM:
        return False
    shares = (count / len(told) for count in Counter(told).values())
    spoken = sum(len(word) for word in _SPOKEN.findall(told))
    return -sum(share * log2(share) for share in shares) >= _BITS and spoken * 3 < len(told)


# Keys that are the same on every developer's machine, and rows of the alphabet.
_EMULATOR = regex(r"//(?:localhost|127\.0\.0\.1)[:/][^ ]{0,40};|devstoreaccount|UseDevelopmentStorage", re.IGNORECASE)
# What an example puts in the place of letters: a run of x, an identifier of zeros, what is cut short.
_MADE_UP = regex(r"(?:[a-z]\d){5}|EXAMPLE|abcdef.?123|(?:^|[/=_.-])[xX]{4,}|/[TB]0{2,}(?:/|\Z)|(?:\.{3}|…)\Z|(.)\1{7}")
_ROW = regex(r"abcdef|123456789|qwerty|(.)\1{5}", re.IGNORECASE)


def _tokens(read: Reading) -> Iterator[tuple[int, str, bool]]:
    """What is a credential by its own shape, wherever it stands; and whether it opens what is no developer's own."""
    marks = marks_of_credentials(read.document.text)
    for at, line in enumerate(read.text, 1) if marks or "PRIVATE" in read.document.text else ():
        if "PRIVATE" in line and _PRIVATE.search(line) and _is_key(line, read.line(at + 1)):
            yield at, "a private key", True
        for found in _WORD.finditer(line) if len(line) >= _SHORTEST and any(mark in line for mark in marks) else ():
            word = found[0]
            if is_issued(word):
                if not (_worded(word) or _ROW.search(word) or _MADE_UP.search(word)):
                    yield at, "a token in the format of its issuer", True
            elif _EMULATOR.search(line):
                continue
            elif line[found.end() : found.end() + 1] not in ("(", "[") and _opens(word):
                yield at, "a password in an address", bool(_FAR.search(word)) and not _RESERVED.search(word)


def _opens(word: str) -> bool:
    """Whether a word carries a password that is no example, no call and no developer's own."""
    if not carries_credentials(word):
        return False
    return not (_CALLED.search(word) or _MODEL.search(word) or _OWN.search(word) or _invented(word))


def _named(read: Reading) -> Iterator[tuple[int, str, str]]:
    """What its name calls a secret, in code: `password=…`. A block that shows what never to do is left alone."""
    for fence in read.fences:
        lines = enumerate(fence.text.splitlines(), fence.location.line + 1)
        found = [(at, *pair) for at, line in lines for pair in _pairs(line)]
        above = "\n".join(read.line(at) for at in range(max(1, fence.location.line - 3), fence.location.line)) if found else ""
        if found and not _WARNING.search(above) and not _WARNING.search(fence.text):
            yield from found
    for at, line in read.whole.lines:
        for span in _SPAN.findall(line) if "`" in line and ("=" in line or ":" in line) else ():
            yield from ((at, *pair) for pair in _pairs(span.strip("`")))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for name, written in _PAIR.findall(text) if "=" in text or ":" in text else ():
        if not is_secret_name(name) and not marks_of_credentials(written):
            continue
        if "{{" in text[text.find(written) :][: len(written) + 2] or _EMULATOR.search(text):
            continue
        value = _decoded(written)
        if _MADE_UP.search(value):
            continue
        random = not any(shape.fullmatch(value) for shape in _SHAPES) and any(letter.isdigit() for letter in value)
        shown = _CALLED.search(f"={value}") or _worded(value) or _invented(value) or _OWN.search(value) or _MODEL.search(value)
        if random and not shown and in_clear(name, value):
            yield f"a value of {name[:60]}", value


def _decoded(value: str) -> str:
    """What a value says in base64, where that is an address in plain letters; else the value."""
    if not value.startswith("aHR0c"):
        return value
    try:
        told = b64decode(value + "=" * (-len(value) % 4)).decode("ascii")
    except ValueError:
        return value
    return "your-address" if re.search(r"\b(?:your|example|xxx+|webhook/url)\b", told, re.IGNORECASE) else value


def _worded(value: str) -> bool:
    """Whether a value is strung together from words, one of which says that it is an example: `sk_test_shop_demo_key_001`."""
    words = [each for each in re.split(r"[-_.]", value) if each]
    plain = [each for each in words if each.isalpha() or each.isdigit() or _COUNTED.fullmatch(each)]
    return len(words) >= 3 and len(plain) == len(words) and bool(_SHOWN & {each.lower() for each in words[1:]})


# What a call gives, or a variable: `password=os.environ["DB_PASSWORD"]` holds no value.
_CALLED = regex(r"=[\"']?(?:[A-Za-z_][\w.:]*[\[(]|[a-z][a-z_]+\.[A-Za-z_]|\$|\{|<|%|@)")
_COUNTED = regex(r"\d{1,3}[a-z]{1,6}|[A-Za-z]{2,12}\d{1,3}")
_SHOWN = frozenset(
    ["demo", "example", "sample", "dummy", "fake", "local", "seed", "placeholder", "changeme", "key", "secret", "min"]
)


def _invented(text: str) -> bool:
    """Whether a value, or what stands behind a name, is made of words for an example."""
    return len(text) < 100 and "://" not in text and bool(_INVENTED.search(text))


def _is_key(line: str, following: str) -> bool:
    """Whether the first line of a private key is more than spoken of: it stands alone, or its letters follow."""
    alone = _PRIVATE.fullmatch(line.strip()) and not following.strip().startswith(("...", "…", "<", "[", "xxx"))
    return bool(alone or _MATERIAL.search(line))
