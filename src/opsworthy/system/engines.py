"""Which engine an image, a client library, an add-on or an address means."""

from functools import cache

import msgspec

from opsworthy.system.data import load
from opsworthy.system.images import repository


class Engine(msgspec.Struct, frozen=True, rename="kebab"):
    """One row of engines.toml."""

    name: str
    family: str
    images: tuple[str, ...]
    products: tuple[str, ...]
    add_ons: tuple[str, ...]
    clients: tuple[str, ...]
    schemes: tuple[str, ...]
    port: int
    speaks: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True):
    engine: tuple[Engine, ...]


@cache
def engines() -> tuple[Engine, ...]:
    return load("engines.toml", _Table).engine


@cache
def by_name(name: str) -> Engine | None:
    return next((engine for engine in engines() if engine.name == name), None)


def of_image(image: str) -> Engine | None:
    """The engine that an image runs."""
    name = repository(image)
    return next((engine for engine in engines() if name in engine.images), None)


def of_product(product: str) -> Engine | None:
    """The engine that a client library is for."""
    name = product.lower()
    return next((engine for engine in engines() if name == engine.name or name in engine.products), None)


def of_add_on(product: str) -> Engine | None:
    """The engine behind an add-on of a platform's marketplace."""
    name = product.lower()
    return next((engine for engine in engines() if name in engine.add_ons), None)


def of_address(address: str) -> Engine | None:
    """The engine that a connection address speaks to."""
    scheme, found, _ = address.partition("://")
    return next((engine for engine in engines() if found and scheme.lower() in engine.schemes), None)


def family(name: str) -> str | None:
    """The family of an engine by its name."""
    engine = by_name(name)
    return engine.family if engine else None


def speaking(name: str) -> tuple[str, ...]:
    """Other engines that a client of this one can use."""
    return tuple(engine.name for engine in engines() if name in engine.speaks)


def same_family(one: str, other: str) -> bool:
    """Whether one engine can stand in for the other."""
    return one == other or (family(one) is not None and family(one) == family(other))
