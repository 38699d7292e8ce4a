"""App Engine: the services of app.yaml and its variants, with dispatch.yaml, cron.yaml and queue.yaml beside them."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.google import app_engine, app_engine_files
from opsworthy.facts.hosting.naming import environment_of, variant
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.node import Mapping, find, items
from opsworthy.text.source import Source

_INDEXES = "index"
_BESIDE = {"dispatch": app_engine_files.dispatch, "cron": app_engine_files.schedule, "queue": app_engine_files.queues}


def _variant(path: str) -> str | None:
    return next((found for ending in (".yaml", ".yml") if (found := variant(path, "app", ending)) is not None), None)


def _beside(path: str) -> str | None:
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    return stem if stem in _BESIDE and ending in ("yaml", "yml") else None


def _wants(path: str) -> bool:
    if not path.endswith((".yaml", ".yml")):
        return False
    return _variant(path) is not None or _beside(path) is not None or _is_index(path)


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2].partition(".")[0] == _INDEXES


def _indexes(files: Files, source: Source) -> Iterator[Told]:
    """The database of an application, where index.yaml stands beside its app.yaml."""
    folder = source.path.rpartition("/")[0]
    beside = f"{folder}/app.yaml".lstrip("/")
    root = files.yaml(source).documents[:1] if "indexes:" in source.text and files.exists(beside) else ()
    if root and isinstance(root[0], Mapping):
        yield from app_engine_files.indexes(root[0])


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if _is_index(source.path):
            yield from _indexes(files, source)
            continue
        beside = _beside(source.path)
        if f"{beside}:" not in source.text if beside else "runtime" not in source.text and "env:" not in source.text:
            continue
        documents = files.yaml(source)
        root = documents.documents[0] if documents.documents else None
        if beside is not None:
            if isinstance(root, Mapping) and items(root, beside):
                yield from _BESIDE[beside](root)
            continue
        if not isinstance(root, Mapping):
            yield from documents.problems
        elif app_engine.is_ours(root):
            yield from documents.problems
            environment = environment_of(_variant(source.path) or "")
            if environment is not None:
                where = find(root, "runtime")
                place = where.location if where is not None else root.location
                yield EnvironmentDeclared(environment, place, "app-engine", ("app-engine", source.path))
            yield from app_engine.read(root, files, environment)


DETECTOR = Detector(
    "app_engine",
    "services for App Engine",
    _wants,
    _detect,
    looks_at=("app*.yaml", "app*.yml", "*app.yaml", "*app.yml", "dispatch.*", "cron.*", "queue.*", "index.*"),
)
