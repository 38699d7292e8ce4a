"""What runs workloads: which platform a system runs on, what stands beside it, and what each is known to do."""

from collections.abc import Collection
from functools import cache

import msgspec

from opsworthy.system.data import load


class Host(msgspec.Struct, frozen=True):
    """One row of platforms.toml."""

    name: str
    says: str
    paid: str = ""
    beside: bool = False
    source: bool = False
    store: str = ""
    unsaid: str = ""
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")


class _Table(msgspec.Struct, frozen=True):
    platform: tuple[Host, ...]


@cache
def _hosts() -> dict[str, Host]:
    return {host.name: host for host in load("platforms.toml", _Table).platform}


def host(name: str) -> Host:
    """What is known of a platform; of one that no row describes, only its name."""
    return _hosts().get(name) or Host(name, f"runs on {name}")


def primary(platforms: Collection[str]) -> str | None:
    """The platform that a system runs on, of those that its files speak of; one that stands beside others only where there
    are no others."""
    order = list(_hosts())
    known = sorted(platforms, key=lambda name: (host(name).beside, order.index(name) if name in order else len(order), name))
    return next(iter(known), None)


def stores() -> frozenset[str]:
    """The platforms' own stores of variables."""
    return frozenset(each.store for each in _hosts().values() if each.store)
