"""DigitalOcean's App Platform: the components, databases and variables of an app specification, under whatever name."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.digitalocean.components import KINDS, PLATFORM, read, rules
from opsworthy.facts.digitalocean.variables import given, told
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.resource_marks import engine_named
from opsworthy.text.node import Mapping, Node, find, items, stated, string
from opsworthy.text.source import Source

# What no other format writes of a component, and where an app's specification is kept.
_OWN = ("instance_size_slug", "http_port", "environment_slug", "dockerfile_path", "deploy_on_push", "repo_clone_url",
        "registry_type")  # fmt: skip
_LISTS = (*KINDS, "databases")
_ENGINES = {"PG": "postgresql", "MYSQL": "mysql", "REDIS": "redis", "VALKEY": "valkey", "MONGODB": "mongodb", "KAFKA": "kafka",
            "OPENSEARCH": "opensearch"}  # fmt: skip
_ATTRIBUTES = (("version", "version"), ("size", "size"), ("nodes", "num_nodes"), ("cluster", "cluster_name"))
_KINDS_KEPT = {"redis": "cache", "valkey": "cache", "kafka": "stream", "opensearch": "search"}
_MOST = 200


def _wants(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        ours = _is_kept_here(source.path) or any(f"{mark}:" in source.text for mark in _OWN)
        if not ours or not any(f"{key}:" in source.text for key in _LISTS):
            continue
        documents = files.yaml(source)
        spec = next((found for root in documents.documents[:1] if (found := _spec(root)) is not None), None)
        if spec is not None:
            yield from documents.problems
            yield from _app(spec, source, files)
        elif _is_kept_here(source.path):
            yield from documents.problems


def _is_kept_here(path: str) -> bool:
    return path.startswith(".do/") or "/.do/" in path


def _spec(root: Node) -> Mapping | None:
    """The specification, which a template for a button holds under `spec`."""
    for node in (root, find(root, "spec")):
        if isinstance(node, Mapping) and any(_is_component(each) for key in KINDS for each in items(node, key)):
            return node
    return None


def _is_component(node: Node) -> bool:
    sources = (find(node, "github"), find(node, "gitlab"), find(node, "git"), find(node, "image"))
    return stated(node, "name") is not None and any(
        find(each, mark) is not None for each in (node, *sources) if each is not None for mark in _OWN
    )


def _app(spec: Mapping, source: Source, files: Files) -> Iterator[Told]:
    word = environment_of(source.path.rpartition("/")[2].rpartition(".")[0])
    if word is not None:
        yield EnvironmentDeclared(word, source.at(1), PLATFORM, (PLATFORM, source.path))
    shared = given(spec)
    yield from told(shared, word)
    for key, kind in KINDS.items():
        for component in items(spec, key)[:_MOST]:
            if isinstance(component, Mapping):
                yield from read(component, kind, files, shared, word)
                yield from told(given(component), word)
    for database in items(spec, "databases")[:_MOST]:
        yield from _database(database, word)
    yield from rules(spec, word)


def _database(node: Node, environment: str | None) -> Iterator[Resource]:
    name, written = stated(node, "name"), string(node, "engine") or "PG"
    engine = _ENGINES.get(written.upper()) or engine_named(written)
    if name is None or engine is None:
        return
    attributes = tuple((word, value) for word, key in _ATTRIBUTES if (value := stated(node, key)) is not None)
    yield Resource(
        "digitalocean", PLATFORM, "database", name.value, f"databases.{name.value}", _KINDS_KEPT.get(engine, "database"),
        name.location, engine, environment, attributes=attributes, paid=True,
    )  # fmt: skip


DETECTOR = Detector(
    "digitalocean_app",
    "apps for DigitalOcean's App Platform",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=(
        ".do/",
        "instance_size_slug:",
        "http_port:",
        "environment_slug:",
        "dockerfile_path:",
        "deploy_on_push:",
        "repo_clone_url:",
        "registry_type:",
    ),
)
