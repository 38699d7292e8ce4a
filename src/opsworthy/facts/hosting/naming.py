"""Names that no value states but a path does: the environment of a variant, the folder that a configuration is for."""

from functools import cache
from pathlib import Path

import msgspec

from opsworthy.text.regex import regex

_TEMPLATE = regex(r"[{}<>$%@\s]|__")
_PARTS = regex(r"[._\-]")


class _Words(msgspec.Struct, frozen=True):
    environments: frozenset[str]
    general: frozenset[str]


@cache
def _words() -> _Words:
    return msgspec.toml.decode(Path(__file__).with_name("words.toml").read_bytes(), type=_Words)


def variant(path: str, stem: str, ending: str) -> str | None:
    """What stands in a file's name beside a stem and an ending: `staging` of fly.staging.toml and of staging.fly.toml, empty
    for fly.toml; None where the name is another."""
    name = path.rpartition("/")[2].lower()
    if not name.endswith(ending):
        return None
    bare = name.removesuffix(ending)
    if bare == stem:
        return ""
    for mark in ".-_":
        if bare.startswith(stem + mark):
            return bare[len(stem) + 1 :]
    return bare[: -len(stem) - 1] if bare.endswith(f".{stem}") else None


def environment_of(word: str) -> str | None:
    """A word or its only part that names an environment; `api-staging` names staging."""
    if word.lower() in _words().environments:
        return word.lower()
    found = [part for part in _PARTS.split(word.lower()) if part in _words().environments]
    return found[0] if len(found) == 1 else None


def folder_name(path: str) -> str:
    """The nearest folder above a file that says what its contents are for; empty for a file at the root."""
    folders = [folder for folder in path.split("/")[:-1] if folder.lower() not in _words().general]
    named = [folder for folder in folders if environment_of(folder) is None]
    return named[-1] if named else ""


def is_filled_in_elsewhere(name: str) -> bool:
    """Whether a name is a template that something else fills in: `{APP_NAME}`, `<app>`, `${SERVICE}`."""
    return not name or _TEMPLATE.search(name) is not None
