"""Secrets that an application's own settings hold or leave open, by the path of their key; never a value."""

import re
from collections.abc import Iterable, Iterator, Sequence

from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.files import is_example
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear, is_issued, is_secret_path, is_setting

STORE = "settings"
_COMPUTED = regex(r"\$[{(A-Za-z_]|\{\{|<%|%\w*\(|%\w+%|#\{|!\w|ENC\[|vault:|op://|ref\+|<<|(?:/|\./|~/)[\w.-]+/")
_WORDY = regex(r"\S+\s+\S+\s+\S")
_PLACES = frozenset({"default", "defaults", "base", "common", "shared", "production", "prod", "staging", "live"})
_ELSEWHERE = frozenset({"development", "dev", "test", "testing", "ci", "local", "qa"})
_GENERIC = frozenset({"key", "password", "pass", "pwd", "secret", "token", "dsn", "url", "uri", "credentials"})
_DEEPEST = 8
_MOST = 5000


@dataclass(frozen=True, slots=True)
class Held:
    """One value of the settings: the path of its key, the text (None where it is left open) and the place of the key."""

    path: tuple[str, ...]
    value: str | None
    location: Location


def leaves(root: Node) -> Iterator[Held]:
    """Every value below a mapping, without the parts that hold for tests and developers' machines."""
    for path, entry in _entries(root):
        if isinstance(entry.value, Scalar):
            written = None if entry.value.value is None else entry.value.text
            yield Held(path, written, entry.location)


def _entries(root: Node) -> Iterator[tuple[tuple[str, ...], Entry]]:
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    seen = 0
    while waiting and seen < _MOST:
        path, node = waiting.pop()
        for entry in node.entries if isinstance(node, Mapping) else ():
            seen += 1
            if not path and entry.key.lower() in _ELSEWHERE:
                continue
            below = () if not path and entry.key.lower() in _PLACES else (*path, entry.key)
            yield below or (entry.key,), entry
            if isinstance(entry.value, Mapping) and len(path) < _DEEPEST:
                waiting.append((below, entry.value))


def of_profile(profile: str | None) -> bool:
    """Whether settings hold where the system runs: for no profile alone, or for one that is not for developers or tests."""
    return profile is None or not _ELSEWHERE & set(re.split(r"[^a-z]+", profile.lower()))


def secrets(held: Iterable[Held], path: str) -> Iterator[SecretDeclared]:
    """Those that are secret, each name once and again where its value stands in clear. What is computed from elsewhere is read by
    other detectors; what an example shows is in clear only where an issuer gave it out."""
    told: set[tuple[str, Location | None]] = set()
    shown = is_example(path)
    for each in held:
        if not is_kept(each.path, each.value):
            continue
        name, value = _name(each.path, path), each.value or ""
        clear = is_issued(value) if shown else in_clear("_".join(each.path[-2:]), value)
        key = (name, each.location if clear else None)
        if key not in told:
            told |= {key, (name, None)}
            yield SecretDeclared(name, STORE, each.location, in_clear=clear)


def _name(keys: tuple[str, ...], path: str) -> str:
    """As the system that reads it spells it: .NET with colons, and without the part that only holds parameters. One general
    word is named with the file."""
    file = path.rpartition("/")[2]
    if file.lower().startswith("appsettings"):
        return ":".join(keys[1:] if len(keys) > 1 and keys[0] == "Parameters" else keys)
    if len(keys) == 1 and keys[0].lower() in _GENERIC:
        return f"{file.partition('.')[0]}.{keys[0]}"
    return ".".join(keys)


def is_kept(path: Sequence[str], value: str | None) -> bool:
    """Whether a setting is a secret that is written here or left open here: no switch, no text for people, no reference."""
    text = (value or "").strip()
    if is_setting(text) or _COMPUTED.match(text) or _WORDY.match(text):
        return False
    numeric = text.replace(".", "", 1).isdigit()
    return is_secret_path(path, text or None) and not (
        numeric and not path[-1].lower().endswith(("password", "pass", "pwd", "secret"))
    )
