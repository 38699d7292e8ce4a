"""Prisma schemas: the engine that a data source speaks to, and the variables that hold its address."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import ProductUsed, VariableRead
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_OPENS = regex(r"\s*datasource\s+\w{1,100}\s*\{")
_SAID = regex(r'\s*(provider|url|directUrl|shadowDatabaseUrl)\s*=\s*(env\(\s*)?"([^"\n]{1,200})"')
_PRODUCTS = {
    "cockroachdb": "CockroachDB", "mongodb": "MongoDB", "mysql": "MySQL", "postgres": "PostgreSQL", "postgresql": "PostgreSQL",
    "sqlite": "SQLite", "sqlserver": "SQL Server",
}  # fmt: skip


def _wants(path: str) -> bool:
    return path.endswith(".prisma") and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield from _sources(source)


def _sources(source: Source) -> Iterator[Told]:
    """The lines between `datasource name {` and its `}`."""
    inside = False
    for number, line in enumerate(source.text.splitlines(), 1):
        if _OPENS.match(line):
            inside = True
        elif line.strip().startswith("}"):
            inside = False
        said = _SAID.match(line) if inside else None
        if said is None:
            continue
        key, read, value = said.groups()
        if key == "provider" and value.lower() in _PRODUCTS:
            yield ProductUsed(_PRODUCTS[value.lower()], "datastore", value, source.at(number), False)
        elif key != "provider" and read:
            yield VariableRead(value, "prisma", source.at(number), None, required=key == "url")


DETECTOR = Detector("prisma_schema", "data sources of Prisma schemas", _wants, _detect, looks_at=("*.prisma",))
