"""What excuses a placeholder: that nobody can know its value beforehand, that nobody may write it down, that the text says it."""

import re
from functools import cache

from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.subject import plain
from opsworthy.text.data import data_of
from opsworthy.text.hidden import visible
from opsworthy.text.regex import regex

_BEFORE = frozenset(";`(:\"'$")
_ASSIGNED = regex(r"[\"']?\s*[=:]\s*[^\s<{=]")
# Names that could stand for anything, so that no example explains them.
_NAMELESS = regex(
    r"(?:your|the|my|some)[-_ ]?(?:own[-_ ])?(?:value|thing|text|data|input)s?(?:[-_ ]here)?|value[-_ ]here", re.IGNORECASE
)
_NEAR = 90
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
# What an alert itself names: whoever follows its page has it from there.
_OF_ALERTS = frozenset(
    ["namespace", "ns", "cluster", "deployment", "service", "server", "host", "endpoint", "job", "name", "component"]
)


@cache
def words(kind: str) -> frozenset[str]:
    """One list of placeholders.toml."""
    return _lists()[kind]


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = data_of("opsworthy.rules.shapes", "placeholders.toml")
    return {kind: frozenset(listed) for kind, listed in data.items()}


def asked_for(name: str) -> bool:
    """Whether a name asks the reader for something of theirs: `your-bucket`."""
    return name.lower().startswith(("your", "insert", "my-own"))


def at_the_time(name: str, profile: str = "service") -> bool:
    """Whether a reader can only learn this value when the time has come, or must not see it here."""
    spoken = plain(_HUMP.sub(" ", name)).split() if not name.isupper() else plain(name).split()
    spoken = [word.rstrip("0123456789") or word for part in spoken for word in part.replace("-", " ").split()]
    if set(spoken) & words("secret"):
        return True
    if profile == "alert" and set(spoken) & _OF_ALERTS:
        return True
    return bool(set(spoken) & words("at-the-time")) and "your" not in spoken


def explained(read: Reading, name: str) -> bool:
    """Whether the text assigns the name a value, or says what it is; one that asks for `your` thing takes an example."""
    bare = name.strip("<>{}[]$ ")
    if not bare or name[0] == "[" or name in words("unwritten") or name.lower() in words("phrases") or _NAMELESS.fullmatch(bare):
        return False
    if _assigned(visible(read.document.text), bare):
        return True
    signs = words("examples") if asked_for(bare) else words("explaining")
    spoken = (name, bare) if bare.isupper() and len(bare) > 1 else (name,)
    return any(_told(line, each, signs) for each in spoken for _, line in read.whole.lines if each in line)


def _assigned(text: str, name: str) -> bool:
    """Whether a value follows the name somewhere: `NAME=value`, `"name": value`."""
    at = text.find(name)
    while at >= 0:
        opens = at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE
        if opens and _ASSIGNED.match(text, at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False


def _told(line: str, name: str, signs: frozenset[str]) -> bool:
    """Whether a line speaks of the name itself, in a code span or a comment of its own, beside a word that explains."""
    at = line.find(f"`{name}`")
    end = at + len(name) + 2
    if at < 0 and "#" in line and name in line.split("#", 1)[1]:
        at = line.index(name, line.index("#"))
        end = at + len(name)
    if at < 0:
        return False
    around = f"{line[max(at - _NEAR, 0) : at]} {line[end : end + _NEAR]}".lower()
    return any(re.search(rf"(?<!\w){re.escape(sign)}(?!\w)" if sign[-1].isalnum() else re.escape(sign), around) for sign in signs)
