"""Secret values that stand in a document. What is found is named by its kind and place; the value itself goes nowhere."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.location import Location
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued

_PRIVATE = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
# What stands behind such a line in a key that is one.
_MATERIAL = re.compile(r"KEY-----(?:\\n|\s){0,4}[A-Za-z0-9+/]{12}")
# `initial_pass_v1`, `secret123`: words that everybody takes for an example, and numbers.
_INVENTED = re.compile(
    r"(?:^|[=:])[\"']?(?:(?:secure|initial|updated|old|new|my|your|the|a|some|temp|tmp|test"
    r"|demo|example|sample|fake|dummy|foo|bar|baz|super|very|strong|"
    r"pass(?:word|wd)?|pwd|secret|token|key|api|db|user|admin|value"
    r"|change|me|here|hunter|abc|xyz|v"
    r"|s3cr3t|p4ssw0rd|p@ssw0rd|\$\{?\w{1,20}\}?|\d{1,6}(?!\d))[-_.!@#]?){1,8}[\"'\\]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s`'\"<>()\[\],;]{12,4096}")
_PAIR = re.compile(r"([A-Za-z][\w.-]{1,80})\s*(?:=|:\s)\s*[\"']?([^\s\"'`,;<>]{6,200})")
_WARNING = re.compile(r"❌|\b(?:never|don't|do not|wrong|bad|hardcoded|example of what not)\b", re.IGNORECASE)
_MODEL = re.compile(r"://[^:@/\s]*:(?:pass(?:word|wd)?|pwd|secret|[\w-]*password|x+|\*+|\.+|…)@", re.IGNORECASE)
# What opens only a developer's own machine, and a password that repeats the user's name in an example.
_OWN = re.compile(r"@(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)\b|://([^:@/\s]+):\1@", re.IGNORECASE)
_SHAPES = (
    re.compile(r"[a-z]+(?:[-_ .][a-z]+)*"),
    re.compile(r"/[\w./-]+"),
    re.compile(r"\$.*"),
    re.compile(r"[\w.-]+/[\w./:-]+"),
)


def exposures(document: Document) -> tuple[tuple[str, Location], ...]:
    """The kind and place of each secret value, one for each line."""
    read = reading(document)
    found: dict[int, tuple[str, Location]] = {}
    for at, kind in (*_tokens(read), *_named(read)):
        found.setdefault(at, (kind, Location(document.path, at)))
    return tuple(found[at] for at in sorted(found))


def _tokens(read: Reading) -> Iterator[tuple[int, str]]:
    """What is a credential by its own shape, wherever it stands."""
    for at, line in enumerate(read.text, 1):
        if _PRIVATE.search(line) and _is_key(line, read.line(at + 1)):
            yield at, "a private key"
        for word in _WORD.findall(line):
            if is_issued(word):
                yield at, "a token in the format of its issuer"
            elif carries_credentials(word) and not _MODEL.search(word) and not _OWN.search(word) and not _invented(word):
                yield at, "a password in an address"


def _named(read: Reading) -> Iterator[tuple[int, str]]:
    """What its name calls a secret, in code: `password=…`. A block that shows what never to do is left alone."""
    for fence in read.fences:
        above = "\n".join(read.line(at) for at in range(max(1, fence.location.line - 3), fence.location.line))
        if not _WARNING.search(above) and not _WARNING.search(fence.text):
            for at, line in enumerate(fence.text.splitlines(), fence.location.line + 1):
                yield from ((at, kind) for kind in _pairs(line))
    for at, line in read.whole.lines:
        for span in re.findall(r"`[^`\n]{6,300}`", line):
            yield from ((at, kind) for kind in _pairs(span.strip("`")))


def _pairs(text: str) -> Iterator[str]:
    for name, value in _PAIR.findall(text):
        random = not any(shape.fullmatch(value) for shape in _SHAPES) and any(letter.isdigit() for letter in value)
        if random and not _invented(value) and in_clear(name, value) and not _OWN.search(value) and not _MODEL.search(value):
            yield f"a value of {name[:60]}"


def _invented(text: str) -> bool:
    """Whether a value, or what stands behind a name, is made of words for an example."""
    return len(text) < 100 and "://" not in text and bool(_INVENTED.search(text))


def _is_key(line: str, following: str) -> bool:
    """Whether the first line of a private key is more than spoken of: it stands alone, or its letters follow."""
    alone = _PRIVATE.fullmatch(line.strip()) and not following.strip().startswith(("...", "…", "<", "[", "xxx"))
    return bool(alone or _MATERIAL.search(line))
