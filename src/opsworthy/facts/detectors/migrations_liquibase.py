"""Liquibase changelogs in XML, YAML, JSON and formatted SQL: change sets, and those that cannot be rolled back."""

import re
from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text import xml
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, entries, items, stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.xml import Element

_FORMATTED = regex(r"--\s*liquibase formatted sql", re.IGNORECASE)
_SET = regex(r"--\s*changeset\s+[^:\s]+:(\S+)", re.IGNORECASE)
_BACK = regex(r"--\s*rollback\b", re.IGNORECASE)
_SUFFIXES = (".xml", ".yaml", ".yml", ".json", ".sql")
_HOMES = ("changelog", "changelogs", "liquibase", "db", "changes", "migrations", "migration")
_TURNED_ROUND = frozenset(
    ["addColumn", "addDefaultValue", "addForeignKeyConstraint", "addLookupTable", "addNotNullConstraint", "addPrimaryKey",
     "addUniqueConstraint", "comment", "createIndex", "createSequence", "createTable", "createView", "dropNotNullConstraint",
     "preConditions", "renameColumn", "renameTable", "renameView", "setTableRemarks", "setColumnRemarks", "tagDatabase",
     "validCheckSum"]
)  # fmt: skip


def _wants(path: str) -> bool:
    if not path.endswith(_SUFFIXES) or is_test_source(path):
        return False
    *folders, name = path.lower().split("/")
    return "changelog" in name or any(home in folder for folder in folders for home in _HOMES)


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        for told in _changes(files, source):
            if isinstance(told, Problem):
                yield told
            else:
                order = (source.path, told.name.location.line)
                folders[folder_of(source.path)].append(Migration(told.name, order, told.no_way_back))
    for folder, found in folders.items():
        yield from migrations_of("liquibase", folder, found)


def _changes(files: Files, source: Source) -> Iterator[Migration | Problem]:
    if source.path.endswith(".sql"):
        if _FORMATTED.search(source.text[:500]):
            yield from _formatted(source)
    elif "databaseChangeLog" not in source.text or "changeSet" not in source.text:
        return
    elif source.path.endswith(".xml"):
        root = xml.parse(source)
        if isinstance(root, Problem):
            yield root
        else:
            yield from (_of_element(each) for each in root.all("changeSet"))
    elif source.path.endswith(".json"):
        held = files.json(source)
        yield from (_of_nodes(held) if not isinstance(held, Problem) else iter((held,)))
    else:
        documents = files.yaml(source)
        yield from documents.problems
        for document in documents.documents:
            yield from _of_nodes(document)


def _migration(name: str, place: Location, changes: list[str]) -> Migration:
    stays = "rollback" not in changes and any(change not in _TURNED_ROUND for change in changes)
    return Migration(Stated(name, place), (), (place,) if stays else ())


def _of_element(each: Element) -> Migration:
    return _migration(each.attributes.get("id", "?"), each.location, [child.name for child in each.children])


def _of_nodes(root: Node) -> Iterator[Migration]:
    for item in items(root, "databaseChangeLog"):
        for entry in entries(item):
            name = stated(entry.value, "id") if entry.key == "changeSet" and isinstance(entry.value, Mapping) else None
            if name is not None:
                changes = [inner.key for change in items(entry.value, "changes") for inner in entries(change)]
                back = ["rollback"] if any(inner.key == "rollback" for inner in entries(entry.value)) else []
                yield _migration(name.value, entry.location, [*changes, *back])


def _formatted(source: Source) -> Iterator[Migration]:
    """Formatted SQL can be taken back only by the comment that says how."""
    begun: tuple[str, int] | None = None
    back = False
    for number, line in enumerate([*source.text.splitlines(), "--changeset end:end"], start=1):
        match = _SET.match(line.strip()[:500])
        if match:
            if begun is not None:
                place = source.at(begun[1])
                yield Migration(Stated(begun[0], place), (), () if back else (place,))
            begun, back = (match[1], number), False
        back = back or _BACK.match(line.strip()[:500]) is not None


DETECTOR = Detector(
    name="migrations_liquibase",
    about="Folders of Liquibase changelogs: how many change sets, the newest, and those that cannot be rolled back.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.xml", "*.yaml", "*.yml", "*.json", "*.sql"),
    only_with=("databaseChangeLog", ".sql"),
)
