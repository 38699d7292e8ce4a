"""Domains of hosts: what settings hold below one, and which of two names is the other with a slip."""

import re
from collections.abc import Iterable

from opsworthy.rules.shapes.claiming.answer import of_one_place
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.near import close
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SETTINGS = regex(
    r"\.(?:ya?ml|tf|tfvars|toml|json|conf|env|tpl|sh|hcl|ini|properties|template)\Z"
    r"|(?:^|/)(?:\.env[^/]*|Caddyfile|Jenkinsfile)[^/]*\Z"
)
_ROUTED = regex(r"\bhosts?(?:names?)?:\s*(?:-\s*)?[\"']?\Z")
_BEFORE = 24
_SECOND = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob"])
"""Labels below the ending of a country that are no domain of anybody."""
_A_WORD, _VERY = 6, 0.85
_DIGIT = regex(r"\d")


def domain_of(host: str) -> str:
    """The part of a host that somebody owns: `shop.dev`, `shop.co.tz`."""
    labels = host.split(".")
    whole = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3 if whole else -2 :])


def set_in(domain: str, ground: Ground) -> dict[str, tuple[Declared, ...]]:
    """The hosts right below a domain that files of settings hold, with their places; `of` marks those that a key calls a host."""
    kept = ground.remembered.setdefault("hosts of domains", {})
    assert isinstance(kept, dict)
    if domain not in kept:
        host = re.compile(rf"(?<![\w.-])[a-z0-9-]{{1,63}}\.{re.escape(domain)}(?![\w-]|\.[a-z])")
        found: dict[str, list[Declared]] = {}
        for path, text in ground.files(_SETTINGS):
            for match in host.finditer(text) if domain in text else ():
                place = Location(path, text.count("\n", 0, match.start()) + 1)
                before = text[max(0, match.start() - _BEFORE) : match.start()]
                of = "route" if _ROUTED.search(before) else ""
                found.setdefault(match[0], []).append(Declared("host", match[0], place, of))
        kept[domain] = {name: tuple(every) for name, every in found.items()}
    return dict(kept[domain])


def differ_by_number(host: str, known: Iterable[str]) -> bool:
    """Whether a host is another one but for its number, as those of pull requests are."""
    return _DIGIT.search(host) is not None and any(_DIGIT.sub("", host) == _DIGIT.sub("", each) for each in known)


def is_slip(label: str, other: str) -> bool:
    """Whether one label is the other with a slip inside of a long word, or with a word behind it that says no place."""
    short, long = sorted((label, other), key=len)
    if long.startswith(f"{short}-"):
        return "-" not in long[len(short) + 1 :] and not of_one_place(long)
    one, two = label.split("-"), other.split("-")
    pairs = [(left, right) for left, right in zip(one, two, strict=False) if left != right]
    return len(one) == len(two) and len(pairs) == 1 and _is_misspelt(*pairs[0])


def _is_misspelt(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _A_WORD or _DIGIT.search(word + other) or word[0] != other[0]:
        return False
    return (word[-1] == other[-1] or sorted(word) == sorted(other)) and bool(close(word, [other], 1, _VERY))
