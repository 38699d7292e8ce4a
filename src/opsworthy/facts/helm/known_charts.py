"""Charts of others that are known by name: what a chart brings that takes one of them in."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.facts.go_templates.values import Value, printed
from opsworthy.facts.helm.scoping import at_path
from opsworthy.facts.infrastructure import Resource
from opsworthy.text.location import Location, Stated

_MARKS = Path(__file__).parents[1] / "marks" / "charts.toml"
_SIZES = (
    ("primary", "persistence", "size"), ("master", "persistence", "size"), ("persistence", "size"),
    ("volumeClaimTemplate", "resources", "requests", "storage"), ("storage", "size"),
)  # fmt: skip
_VERSIONS = (("image", "tag"), ("imageTag",), ("tag",))
_REPLICAS = (("readReplicas", "replicaCount"), ("replica", "replicaCount"), ("replicaCount",), ("replicas",))


class Known(msgspec.Struct, frozen=True):
    """One table of marks/charts.toml, where the words are explained."""

    kind: str
    names: tuple[str, ...]
    engine: str | None = None


@cache
def _by_name() -> dict[str, Known]:
    tables = msgspec.toml.decode(_MARKS.read_bytes(), type=dict[str, tuple[Known, ...]])
    return {name: known for known in tables["chart"] for name in known.names}


def known_chart(name: str) -> Known | None:
    """What a chart of this name is known for; a `-ha` or the like at its end makes no difference."""
    bare = name.lower().rpartition("/")[2]
    return _by_name().get(bare)


def resources_of(
    name: str, address: str, values: Value, location: Location, environment: str | None, called: str | None = None
) -> Iterator[Resource]:
    """The datastore or the like that a known chart brings with these values; nothing for a chart that is not known."""
    known = known_chart(name)
    if known is None:
        return
    attributes = [("chart", Stated(name, location))]
    for key, paths in (("size", _SIZES), ("version", _VERSIONS), ("replicas", _REPLICAS)):
        found = next((found for path in paths if (found := at_path(values, path)) is not None and _says(found)), None)
        if found is not None:
            place = found.origin.location if found.origin is not None else location
            attributes.append((key, Stated(printed(found.data), place)))
    yield Resource(
        "kubernetes",
        "helm",
        "chart",
        called or name.rpartition("/")[2],
        address,
        known.kind,
        location,
        engine=known.engine,
        environment=environment,
        attributes=tuple(attributes),
    )


def _says(value: Value) -> bool:
    return isinstance(value.data, str | int | float) and not isinstance(value.data, bool) and value.data != ""
