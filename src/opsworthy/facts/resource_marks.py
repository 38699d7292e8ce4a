"""What infrastructure as code makes, by its type: kind, engine, whether it costs money while it stands, and what to read of it.

One table per platform and row in `marks/resources/*.toml`, shared by every tool: a row's `types` are Terraform's
(`aws_db_instance`), CloudFormation's (`AWS::RDS::DBInstance`), ARM's (`Microsoft.Sql/servers/databases`), Config Connector's
(`sql.cnrm.cloud.google.com/SQLInstance`) and Pulumi's (`aws:rds:Instance`) words for the same thing.

`kind`, `engine`, `engine_from`, `paid` and `name` mean what Mark says; every other key of a row is the name of an attribute as
the facts bear it, and its list the places where the tools write it; the first that is there wins. A place is a dotted path of
property names, spelled as `spelled` spells them, so that `instance_class`, `InstanceClass` and `instanceClass` are one; a list on
the way stands for its first item, and ARM's `properties` may be passed over.
"""

import pathlib
from collections.abc import Mapping
from functools import cache

from opsworthy.text.data import data_in, data_of
from opsworthy.text.dataclass import dataclass

_OWN = frozenset({"types", "kind", "engine", "engine_from", "paid", "name"})

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a type is. `engine` is the fixed one, or the provider's default where none of the paths of `engine_from` is there;
    `names` are the paths that hold the name it bears in the cloud; `attributes` pairs the fact's word with its paths."""

    platform: str
    kind: str
    engine: str | None
    engine_from: tuple[Path, ...]
    paid: bool
    names: tuple[Path, ...]
    attributes: tuple[tuple[str, tuple[Path, ...]], ...]


def mark_of(type: str) -> Mark | None:  # noqa: A002
    """The mark of a type in any tool's words; None where it is not marked. ARM's types are met in any case and without the
    `@version` behind them, Pulumi's with or without the module's file (`aws:rds/instance:Instance`)."""
    return _marks().get(_word(type))


@cache
def custom_kinds() -> frozenset[str]:
    """The kinds of Kubernetes' custom resources that are marked, in lower case; their groups are not looked at."""
    places = (word.split("/") for word in _marks() if ":" not in word and "/" in word and "." in word.partition("/")[0])
    return frozenset(parts[1] for parts in places if len(parts) == 2)


def spelled(name: str) -> str:
    """A property's name as paths spell it: lower case, without marks."""
    return name.replace("_", "").replace("-", "").lower()


def engine_named(text: str) -> str | None:
    """The engine that a provider's word names: `aurora-postgresql` and `POSTGRES_16` are postgresql; None for an unknown word."""
    word = text.strip().lower().replace("_", "-")
    fitting = [beginning for beginning in _engines() if word.startswith(beginning)]
    return _engines()[max(fitting, key=len)] if fitting else None


def version_named(text: str) -> str | None:
    """The version within a provider's word for an engine and its version: `POSTGRES_16` says 16, `MYSQL_8_0` says 8.0."""
    parts = text.strip().replace("-", "_").split("_")
    while parts and not parts[0].isdigit():
        parts = parts[1:]
    numbers = [part for part in parts if part.isdigit()]
    return ".".join(numbers) if numbers else None


def _word(type_name: str) -> str:
    if "/" in type_name and ":" not in type_name:
        return type_name.partition("@")[0].lower()
    pieces = type_name.split(":")
    if len(pieces) == 3 and "" not in pieces:
        return ":".join((pieces[0], pieces[1].partition("/")[0], pieces[2]))
    return type_name


@cache
def _marks() -> Mapping[str, Mark]:
    found: dict[str, Mark] = {}
    for file in sorted(pathlib.Path(__file__).parent.joinpath("marks", "resources").iterdir()):
        for platform, rows in data_in(file.read_text("utf-8")).items():
            for row in rows:
                mark = _mark(platform, row)
                found.update((_word(each), mark) for each in row["types"])
    return found


def _mark(platform: str, row: Mapping[str, object]) -> Mark:
    engine = row.get("engine")
    return Mark(
        platform=platform,
        kind=str(row["kind"]),
        engine=engine if isinstance(engine, str) else None,
        engine_from=_paths(row.get("engine_from")),
        paid=bool(row.get("paid", False)),
        names=_paths(row.get("name")),
        attributes=tuple((key, _paths(places)) for key, places in row.items() if key not in _OWN),
    )


def _paths(written: object) -> tuple[Path, ...]:
    places = written if isinstance(written, list) else []
    return tuple(tuple(spelled(part) for part in str(place).split(".")) for place in places)


@cache
def _engines() -> Mapping[str, str]:
    data = data_of("opsworthy.facts", "marks", "engine_words.toml")
    return {beginning: engine for engine, beginnings in data["engines"].items() for beginning in beginnings}
