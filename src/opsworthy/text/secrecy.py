"""The one judgement of what is secret: by the words of a name, and by what a value gives away. The words are in secrecy.toml."""

import re
from collections.abc import Sequence
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.patterns import may_hold
from opsworthy.text.regex import regex

_WORDS = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.\-]{0,30}://([^\s/?#'\"]+)@")
_FIELD = regex(r"(?:^|[;\s])([A-Za-z]+)\s?=\s?([^;\s]+)")
_INTERPOLATED = regex(r"\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|%[A-Za-z_]\w*%")
_FILLER = regex(r"\.\.\.|…|[xX]{5}|[*]{3}|0{8}|(?i:your|example|placeholder|replace)")
_COMPUTED = regex(r"`|\{\{|\$[A-Za-z_({]")
_KEY_FILE = regex(r"[~.]?/[\w./-]{1,200}\.(?:json|ya?ml|pem|key|crt|cer|p12|jks|txt|conf)")
_LONGEST = 4096
_LONGEST_NAME = 80


@dataclass(frozen=True)
class _Words:
    secret: frozenset[str]
    secret_endings: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    beginnings: tuple[tuple[str, ...], ...]
    openers: frozenset[str]
    hooks: frozenset[str]
    takers: frozenset[str]
    stores: frozenset[str]
    address_endings: frozenset[str]
    letters: frozenset[str]
    about: frozenset[str]
    strings: tuple[tuple[str, ...], ...]
    joined_strings: frozenset[str]
    open_stores: frozenset[str]
    innocent: frozenset[str]
    innocent_last: frozenset[str]
    innocent_keys: frozenset[str]
    opening: frozenset[str]
    innocent_joined: frozenset[str]
    settings: frozenset[str]
    places: frozenset[str]
    placeholders: frozenset[str]
    placeholder_beginnings: tuple[str, ...]
    placeholder_inside: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    references: tuple[str, ...]
    credentials: tuple[str, ...]
    least: int
    fields: frozenset[str]


@cache
def _words() -> _Words:
    data = data_of("opsworthy.text", "secrecy.toml")
    secret, connection, innocent, placeholder = data["secret"], data["connection"], data["innocent"], data["placeholder"]
    return _Words(
        secret=frozenset(secret["words"]),
        secret_endings=tuple(secret["endings"]),
        phrases=_phrases(secret["phrases"]),
        beginnings=_phrases(secret["beginnings"]),
        openers=frozenset(secret["openers"]),
        hooks=frozenset(data["webhook"]["words"]),
        takers=frozenset(data["webhook"]["takers"]),
        stores=frozenset(connection["stores"]),
        address_endings=frozenset(connection["endings"]),
        letters=frozenset(connection["letters"]),
        about=frozenset(connection["about"]),
        strings=_phrases(connection["strings"]),
        joined_strings=frozenset(connection["joined"]),
        open_stores=frozenset(connection["open"]),
        innocent=frozenset(innocent["words"]),
        innocent_last=frozenset(innocent["last"]),
        innocent_keys=frozenset(innocent["keys"]),
        opening=frozenset(innocent["opening"]),
        innocent_joined=frozenset(innocent["joined"]),
        settings=frozenset(innocent["values"]),
        places=frozenset(innocent["places"]),
        placeholders=frozenset(placeholder["values"]),
        placeholder_beginnings=tuple(placeholder["beginnings"]),
        placeholder_inside=tuple(placeholder["inside"]),
        around=tuple((opening, closing) for opening, closing in placeholder["around"]),
        references=tuple(data["references"]["beginnings"]),
        credentials=tuple(data["credentials"]["beginnings"]),
        least=int(data["credentials"]["least"]),
        fields=frozenset(data["credentials"]["fields"]),
    )


def _phrases(written: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in written)


@cache
def is_secret_name(name: str) -> bool:
    """Whether a variable or key of this name holds a secret value. An address of a database counts (see `is_secret`)."""
    words = _split(name)
    return bool(words) and (_names_connection(words) or _names_secret(words))


def is_placeholder(value: str) -> bool:
    """Whether a value only stands where a real one will: empty, `changeme`, `<token>`, `xxx`, `your-key`, `${TOKEN}`."""
    text = value.strip().strip("'\"").strip()
    lowered, known = text.lower(), _words()
    if lowered in known.placeholders or not _INTERPOLATED.sub("", text[:_LONGEST]).strip():
        return True
    short = len(text) <= _LONGEST_NAME and '"' not in text
    if short and any(text.startswith(opening) and text.endswith(closing) for opening, closing in known.around):
        return True
    if len(set(lowered)) == 1 and lowered[0] in "x*.-_0#?":
        return True
    dashed = re.sub(r"[_ .]", "-", lowered)
    return dashed.startswith(known.placeholder_beginnings) or any(mark in lowered for mark in known.placeholder_inside)


def is_issued(value: str) -> bool:
    """Whether a value is a private key, or a token in the published format of its issuer: nobody writes such by hand."""
    text, known = value.strip().strip("'\"")[:_LONGEST], _words()
    if not text.startswith(known.credentials):
        return False
    beginning = next(each for each in known.credentials if text.startswith(each))
    if len(text) < len(beginning) + known.least:
        return False
    rest = text[len(beginning) :]
    # Words joined by marks (pypi-build-and-release) begin like a token; a token has digits among its letters.
    mixed = beginning.startswith("-----") or (any(each.isdigit() for each in rest) and any(each.isalpha() for each in rest))
    return mixed and not is_placeholder(rest) and not _FILLER.search(rest)


def marks_of_credentials(text: str) -> tuple[str, ...]:
    """What the text holds of that without which nothing in it, and no line of it, carries a credential of a shape of its own."""
    if not may_hold(_may(), text):
        return ()
    known = _words()
    lowered = text.lower() if "=" in text else ""
    fields = ("=",) if any(name in lowered for name in known.fields) else ()
    addresses = ("@",) if "://" in text and "@" in text else ()
    return (*(beginning for beginning in known.credentials if beginning in text), *addresses, *fields)


@cache
def _may() -> str:
    """What fits every text that may carry one."""
    known = _words()
    return "|".join((*map(re.escape, (*known.credentials, *known.fields)), r"://[^\s/?#'\"]+@"))


def carries_credentials(value: str) -> bool:
    """Whether a value gives a credential away: a password in an address or connection string, a private key, a known token."""
    if is_issued(value):
        return True
    text, known = value.strip()[:_LONGEST], _words()
    for address in _ADDRESS.finditer(text) if "@" in text else ():
        _, colon, password = address.group(1).partition(":")
        if colon and not is_placeholder(password):
            return True
    fields = ((field.group(1).lower(), field.group(2)) for field in (_FIELD.finditer(text) if "=" in text else ()))
    return any(name in known.fields and not is_placeholder(written) for name, written in fields)


def is_secret(name: str, value: str | None = None) -> bool:
    """Whether a variable holds a secret, by its name and, where it is known, its value; the value decides about addresses."""
    if value is not None and carries_credentials(value):
        return True
    if value and not is_placeholder(value) and not _INTERPOLATED.search(value[:_LONGEST]) and _names_connection(_split(name)):
        return False
    return is_secret_name(name)


def is_secret_path(path: Sequence[str], value: str | None = None) -> bool:
    """The same of a key in nested settings, by its last name; a bare `key` or `url` is judged with the name above it."""
    last = _split(path[-1]) if path else ()
    if len(last) == 1 and len(path) > 1:
        if last[0] in ("key", "keys"):
            return bool(_words().openers & set(_split(path[-2])))
        if last[0] in _words().address_endings:
            return is_secret(f"{path[-2]}_{path[-1]}", value)
    return bool(last) and is_secret(path[-1], value)


def is_setting(value: str) -> bool:
    """Whether a value is a switch, a unit or a policy, whatever its name."""
    return value.strip().strip("'\"").lower() in _words().settings


def in_clear(name: str, value: str | None) -> bool:
    """Whether a real secret value stands here for all to read; a placeholder, a switch or the path of a file is none."""
    if value is None or is_placeholder(value):
        return False
    if carries_credentials(value):
        return True
    plain = value.strip().strip("'\"").lower()
    if plain in _words().settings or plain in ("0", "1") or plain.startswith(("/run/secrets/", "./", "file:")):
        return False
    if plain.startswith(_words().references):
        return False
    if _COMPUTED.match(plain) or _KEY_FILE.fullmatch(plain):
        return False
    return not _INTERPOLATED.search(value[:_LONGEST]) and is_secret(name, value)


def _split(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORDS.findall(name[-200:]))


def _names_connection(words: tuple[str, ...]) -> bool:
    known = _words()
    if not words or known.innocent & set(words) or known.open_stores & set(words):
        return False
    if known.joined_strings & set(words) or any(_holds(words, phrase) for phrase in known.strings):
        return words[-1] not in known.innocent_last
    if len(words) < 2 or words[-1] not in known.address_endings or words[-2] not in known.stores:
        return False
    return words[-2] not in known.letters or not known.about & set(words[:-2])


def _names_secret(words: tuple[str, ...]) -> bool:
    known = _words()
    named = words[:-1] if len(words) > 1 and words[-1].isdigit() else words
    held = set(named)
    if known.innocent & held or " ".join(named) in known.places:
        return False
    if any(named[-len(phrase) :] == phrase for phrase in known.phrases):
        return True
    if named[-1] in ("key", "keys"):
        return len(named) > 1 and (named[-2] not in known.innocent_keys or bool((known.secret | known.opening) & held))
    if known.hooks & held and known.takers & held:
        return named[-1] in known.address_endings or named[-1] not in known.innocent_last
    if named[-1] in known.innocent_last:
        return False
    if any(_holds(named, phrase) for phrase in known.beginnings):
        return True
    telling = held - known.innocent_joined
    return any(word in known.secret or word.endswith(known.secret_endings) for word in telling)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a row."""
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))
