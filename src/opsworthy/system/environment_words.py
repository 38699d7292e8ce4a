"""What the name of an environment means."""

import re
from functools import cache

import msgspec

from opsworthy.system.data import load


class Group(msgspec.Struct, frozen=True):
    """Words for the same place; `passing` where it lives only for a while or on one machine."""

    name: str
    words: tuple[str, ...]
    production: bool = False
    passing: bool = False


class _Elsewhere(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _Told(msgspec.Struct, frozen=True):
    variables: tuple[str, ...]
    profiles: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    group: tuple[Group, ...]
    elsewhere: _Elsewhere
    told: _Told
    apart: _Elsewhere


@cache
def _table() -> _Table:
    return load("environments.toml", _Table)


def tells_a_place(variable: str, value: str) -> bool:
    """Whether a variable of a job that deploys says where: `ENVIRONMENT: staging`."""
    whole = meaning(value)
    return variable.upper() in _table().told.variables and whole is not None and not whole.passing


def names_a_place(variable: str, value: str) -> bool:
    """Whether a setting says where the program runs, one's own machine included: `ENVIRONMENT=local`."""
    return variable.upper() in _table().told.variables and meaning(value) is not None


def settings() -> tuple[str, ...]:
    """What a command that starts a program says its environment with: variables, and options of frameworks."""
    return (*_table().told.variables, *_table().told.profiles)


@cache
def meaning(name: str) -> Group | None:
    """The group of words that a name belongs to as a whole."""
    lowered = name.strip().lower().replace("_", "-")
    return next((group for group in _table().group if lowered in group.words), None)


def same_place(one: str, other: str) -> bool:
    """Whether two names mean the same environment."""
    first = meaning(one)
    return one.strip().lower() == other.strip().lower() or (first is not None and first is meaning(other))


def is_way_into(name: str, environment: str) -> bool:
    """Whether a name is another's with words around it that mean no other place: `init-db-production` of `production`."""
    words, base = re.split(r"[-_.]", name.lower()), re.split(r"[-_.]", environment.lower())
    starts = [at for at in range(len(words) - len(base) + 1) if words[at : at + len(base)] == base]
    if meaning(environment) is None or len(words) <= len(base) or not starts:
        return False
    rest = words[: starts[0]] + words[starts[0] + len(base) :]
    return not any(word in _table().apart.words or any(each.isdigit() for each in word) or meaning(word) for word in rest)


def is_production(name: str) -> bool:
    """Whether a name, or one of its words, says that users depend on it: `prod`, `prod-eu`."""
    whole = meaning(name)
    if whole is not None:
        return whole.production
    groups = [meaning(word) for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    return any(group is not None and group.production for group in groups)


def means_a_place(name: str) -> bool:
    """Whether a name is a word for an environment, or has one for a lasting environment in it: `prod-eu`, `dev2`. "test"
    within a longer name says what is done there."""
    if meaning(name) is not None:
        return True
    groups = [meaning(word) for word in re.split(r"[^a-z]+", name.lower()) if word]
    return any(group is not None and not group.passing and group.name != "test" for group in groups)


def is_passing(name: str) -> bool:
    """Whether an environment lives only for a while or on one machine: nobody is asked about it."""
    whole = meaning(name)
    return whole is not None and whole.passing


def is_place(name: str) -> bool:
    """Whether something can run there: not a registry, a web page of the forge, or an expression that only a run resolves."""
    lowered = name.strip().lower().replace("_", "-")
    return bool(lowered) and "$" not in lowered and "{" not in lowered and lowered not in _table().elsewhere.words
