"""What kind of secret a name means."""

from functools import cache

import msgspec

from opsworthy.system.data import load
from opsworthy.text.regex import regex

_WORDS = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
OTHER = "other"


class Type(msgspec.Struct, frozen=True):
    """One row of secret_types.toml."""

    name: str
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True):
    plain: tuple[str, ...]
    beside: tuple[str, ...]
    type: tuple[Type, ...]


@cache
def _table() -> _Table:
    return load("secret_types.toml", _Table)


@cache
def secret_type(name: str) -> str:
    """The type of a secret by its name: database, api-key, signing-key, webhook, certificate, password, token or other."""
    words = [word.lower() for word in _WORDS.findall(name[:200])]
    plain = f" {' '.join(words)} "
    if not words or words[-1] in _table().plain:
        return OTHER
    for each in _table().type:
        if set(words) & set(each.words) or any(f" {phrase} " in plain for phrase in each.phrases):
            return each.name
        if any(word.endswith(ending) for word in words for ending in each.endings):
            return each.name
        if words[-1] in each.last:
            return each.name
    return OTHER


@cache
def opens_nothing(name: str) -> bool:
    """Whether a name is that of a value that stands beside a secret and is none: a user, a host, an id."""
    words = [word.lower() for word in _WORDS.findall(name[:200])]
    return bool(words) and words[-1] in (*_table().plain, *_table().beside)
