"""Where Kustomize looks inside objects: the tables of fields.toml."""

from functools import cache
from pathlib import Path

import msgspec

Steps = tuple[str, ...]
_PODS = {"Pod": "spec", "CronJob": "spec.jobTemplate.spec.template.spec"}


class Selectors(msgspec.Struct, frozen=True):
    made: dict[str, tuple[str, ...]]
    kept: dict[str, tuple[str, ...]]


class Scope(msgspec.Struct, frozen=True):
    cluster: frozenset[str]
    unprefixed: frozenset[str]
    replicated: frozenset[str]


class Fields(msgspec.Struct, frozen=True):
    """fields.toml, where each table is explained."""

    references: dict[str, tuple[str, ...]]
    templates: dict[str, tuple[str, ...]]
    selectors: Selectors
    scope: Scope


@cache
def fields() -> Fields:
    return msgspec.toml.decode(Path(__file__).with_name("fields.toml").read_bytes(), type=Fields)


@cache
def steps(path: str, kind: str) -> Steps:
    """A path of the table for an object of a kind, as keys."""
    return tuple(path.replace("POD", _PODS.get(kind, "spec.template.spec"), 1).split("."))
