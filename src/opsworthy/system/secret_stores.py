"""Sorts of stores of secrets, and which of several stores of one secret speaks for it."""

from collections.abc import Collection
from functools import cache

import msgspec

from opsworthy.system.data import load
from opsworthy.system.platforms import stores as platform_stores

_LOCAL = ("compose", "dotenv", "dockerfile", "settings")


class _Stores(msgspec.Struct, frozen=True):
    """The lists of secret_stores.toml."""

    objects: tuple[str, ...]
    pipelines: tuple[str, ...]
    managers: tuple[str, ...]
    generated: tuple[str, ...]
    paths: tuple[str, ...]


@cache
def _table() -> _Stores:
    return load("secret_stores.toml", _Stores)


def keeps_objects(store: str) -> bool:
    return store in _table().objects


def is_of_pipelines(store: str) -> bool:
    return store in _table().pipelines


def is_manager(store: str) -> bool:
    return store in _table().managers


def is_generated(store: str) -> bool:
    """Whether the cluster makes what it keeps for itself: nobody is to give it."""
    return store in _table().generated


def is_of_settings(store: str) -> bool:
    """Whether it is a file of settings or its like, whose keys are paths."""
    return store in _table().paths


def is_local(store: str) -> bool:
    """Whether it holds what a developer's machine is given, or what a platform that may not be in use here would be."""
    return store in _LOCAL or store in platform_stores()


def is_written_down(store: str) -> bool:
    """Whether it is no store but the file that a developer or a build is given secrets in."""
    return store in _LOCAL


def best(stores: Collection[str]) -> str:
    """Of several stores that hold a secret the one that matters most when the system runs; `unknown` without any."""
    platforms = sorted(platform_stores())
    table = _table()
    known = (*table.objects, *table.managers, *sorted(set(stores) - {*platforms, *_LOCAL, *table.pipelines}), *platforms, *_LOCAL)
    return next((store for store in (*known, *table.pipelines) if store in stores), "unknown")
