"""Supabase: the database, the buckets and the functions of a project's supabase/config.toml."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, entries, find, stated
from opsworthy.text.source import Problem, Source

_FILE = "supabase/config.toml"
_OURS = ("project_id", "db", "api", "auth", "functions", "storage", "studio")
_SHARED = "_"
_MOST = 300


def _wants(path: str) -> bool:
    return path == _FILE or path.endswith(f"/{_FILE}")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source)
        if isinstance(root, Problem):
            yield root
        elif any(find(root, key) is not None for key in _OURS):
            yield from _stores(root, source)
            yield from _functions(root, source, files)


def _stores(root: Mapping, source: Source) -> Iterator[Resource]:
    name = stated(root, "project_id")
    said = next((entry.location for entry in root.entries if entry.key == "db"), None)
    title, place = (name.value, name.location) if name is not None else ("supabase", said or source.at(1))
    version = stated(root, "db", "major_version")
    attributes = (("version", version),) if version is not None else ()
    yield Resource("supabase", "supabase", "database", title, "db", "database", place, "postgresql", attributes=attributes)
    for entry in entries(root, "storage", "buckets")[:_MOST]:
        yield Resource(
            "supabase", "supabase", "bucket", entry.key, f"storage.{entry.key}", "bucket", entry.location, "supabase-storage"
        )


def _functions(root: Mapping, source: Source, files: Files) -> Iterator[Workload]:
    """Each folder of functions that holds one, and each that the file speaks of."""
    folder = f"{folder_of(source.path)}/functions"
    found: dict[str, Location] = {entry.key: entry.location for entry in entries(root, "functions")[:_MOST]}
    for path in files.matching(f"{folder}/*/index.*")[:_MOST]:
        name = path[len(folder) + 1 :].partition("/")[0]
        if not name.startswith((_SHARED, ".")):
            found.setdefault(name, Location(path, 1))
    for name, place in found.items():
        container = Container(name, place, context=Stated(f"{folder}/{name}", place))
        yield Workload("supabase", "function", name, place, containers=(container,))


DETECTOR = Detector("supabase", "projects of Supabase", _wants, _detect, looks_at=("supabase/config.toml",))
