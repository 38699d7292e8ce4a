"""Environments as documents name them, under one canonical name each."""

import re
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_BESIDE = r"(?:environments?|env|envs|namespace|cluster|overlay|stage|account|tier|deployments?|only)"
_BEFORE = r"(?:to|for|in|on|at|from|into|environments?|env|namespace|cluster)"


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Strong and weak names, each with the canonical name that it means."""
    data = data_of(__package__, "environments.toml")
    strong = {name: canonical for canonical, declared in data.items() for name in declared["names"]}
    weak = {name: canonical for canonical, declared in data.items() for name in declared["weak"]}
    return strong, weak


def canonical(name: str) -> str:
    """One name for one environment: prod for production, staging for stg; a name that nobody knows is kept, lower case."""
    strong, weak = _names()
    lowered = name.strip().lower()
    return strong.get(lowered) or weak.get(lowered) or lowered


@cache
def _every() -> tuple[str, ...]:
    """The names without those that hold another."""
    names = {name for each in _names() for name in each}
    return tuple(name for name in names if not any(other in name for other in names - {name}))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    strong, weak = _names()
    plain = "|".join(sorted(map(re.escape, strong), key=len, reverse=True))
    every = "|".join(sorted(map(re.escape, (*strong, *weak)), key=len, reverse=True))
    word = rf"(?<![\w-])(?:{every})(?![\w-])"
    return (
        regex(rf"(?<![\w-])(?:{plain})(?![\w-])"),
        regex(
            rf"^\W*({word})\W*(?:{_BESIDE}\W*)?$|\(\s*({word})\s*\)|({word})\s+{_BESIDE}\b|\b{_BEFORE}\s+(?:the\s+)?({word})(?:\s+{_BESIDE}\b|\W*$)"
        ),
    )


@cache
def named(text: str) -> tuple[str, ...]:
    """The canonical names of the environments that a heading, a label or a table's cell names, in its order."""
    lowered = text.lower()
    if not any(name in lowered for name in _every()):
        return ()
    strong, weak = _patterns()
    found = [(match.start(), canonical(match.group())) for match in strong.finditer(lowered)]
    for match in weak.finditer(lowered):
        index = next((at for at, group in enumerate(match.groups(), 1) if group), 0)
        if index:
            found.append((match.start(index), canonical(match.group(index))))
    found.extend(_listed(lowered))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _listed(lowered: str) -> list[tuple[int, str]]:
    """Names in a list of environments, such as dev/test/prod: a weak name counts where a neighbour is strong."""
    strong, weak = _names()
    words = [(match.start(), match.end(), match.group()) for match in re.finditer(r"[\w-]+", lowered)]
    found: list[tuple[int, str]] = []
    for at, (start, end, word) in enumerate(words):
        if word not in weak:
            continue
        before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
        beside = [other[2] for other in (before, after) if other and other[2] in strong]
        gaps = lowered[before[1] : start] if before else "", lowered[end : after[0]] if after else ""
        if beside and any(re.search(r"[,/|&+]", gap) for gap in gaps):
            found.append((start, weak[word]))
    return found
