"""Which environment a folder stands for, by its place and its name."""

import re
from functools import cache
from pathlib import Path

import msgspec


class Names(msgspec.Struct, frozen=True):
    """The words of environments.toml, where they are explained."""

    parents: frozenset[str]
    words: frozenset[str]
    general: frozenset[str]
    bases: frozenset[str]


@cache
def _names() -> Names:
    return msgspec.toml.decode(Path(__file__).with_name("environments.toml").read_bytes(), type=Names)


def spot(folder: str) -> tuple[str, str, str] | None:
    """A folder that stands for an environment as (what is above, the environment, what is below); None for any other.
    `deploy/overlays/prod/eu` gives ("deploy/overlays", "prod", "eu")."""
    parts = folder.split("/") if folder else []
    for index in range(len(parts) - 1, 0, -1):
        if parts[index - 1].lower() in _names().parents:
            return "/".join(parts[:index]), parts[index], "/".join(parts[index + 1 :])
    for index in range(len(parts) - 1, -1, -1):
        if is_named_so(parts[index]):
            return "/".join(parts[:index]), parts[index], "/".join(parts[index + 1 :])
    return None


def is_named_so(name: str) -> bool:
    """Whether a folder's own name says that it is an environment: `prod`, `prod-eu`, `k8s_staging`."""
    lowered = name.lower()
    return lowered in _names().words or any(word in _names().words for word in re.split(r"[-_.]", lowered))


def is_parent(name: str) -> bool:
    """Whether every folder below one of this name stands for an environment."""
    return name.lower() in _names().parents


def is_general(name: str) -> bool:
    """Whether a folder's name says nothing about where something runs."""
    return name.lower() in _names().general


def is_base(folder: str) -> bool:
    """Whether a folder is made for others to build on."""
    return any(part.lower() in _names().bases for part in folder.split("/"))
