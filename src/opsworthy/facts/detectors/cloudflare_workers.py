"""Cloudflare Workers and Pages: the Worker of a wrangler.toml or wrangler.jsonc, its bindings, routes and environments."""

from collections.abc import Iterator

from opsworthy.facts.cloudflare.addresses import ingresses
from opsworthy.facts.cloudflare.bindings import STORE, needs, resources
from opsworthy.facts.cloudflare.bindings import secrets as bound_secrets
from opsworthy.facts.delivery.loose_json import without_last_commas
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name, is_filled_in_elsewhere, variant
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.source import Problem, Source

_PLATFORM = "cloudflare-workers"
_PAGES = "cloudflare-pages"
_ENDINGS = (".toml", ".jsonc", ".json")
# One of these makes such a file Wrangler's.
_OURS = ("compatibility_date", "main", "account_id", "workers_dev", "pages_build_output_dir", "assets", "site", "kv_namespaces",
         "d1_databases", "r2_buckets", "durable_objects", "routes", "route", "triggers")  # fmt: skip
_MOST = 100


def _variant(path: str) -> str | None:
    return next((found for ending in _ENDINGS if (found := variant(path, "wrangler", ending)) is not None), None)


def _wants(path: str) -> bool:
    return "wrangler" in path and path.endswith(_ENDINGS) and _variant(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        toml = source.path.endswith(".toml")
        root = files.toml(source) if toml else files.json(without_last_commas(source))
        if isinstance(root, Problem):
            yield root
        elif isinstance(root, Mapping) and any(find(root, key) is not None for key in _OURS):
            yield from _worker(root, source, files)


def _worker(root: Mapping, source: Source, files: Files) -> Iterator[Told]:
    environment = environment_of(_variant(source.path) or "")
    if environment is not None:
        yield EnvironmentDeclared(environment, source.at(1), _PLATFORM, (_PLATFORM, source.path))
    name, place = _name(root, source)
    plain = named(root, "vars")
    kind = _kind(root, source, files)
    yield Workload(
        _PAGES if kind == "static-site" else _PLATFORM, kind, name, place, environment,
        containers=(_container(root, name, place, source),), depends_on=needs(root), schedule=_schedule(root),
    )  # fmt: skip
    yield from resources(root, environment=environment)
    yield from ingresses(root, name, environment)
    yield from secrets(plain, STORE, environment)
    yield from bound_secrets(root, environment)
    for entry in entries(root, "env")[:_MOST]:
        if isinstance(entry.value, Mapping):
            yield from _environment(root, entry.key, entry.value, entry.location, name, source)


def _environment(root: Mapping, word: str, node: Mapping, place: Location, name: str, source: Source) -> Iterator[Told]:
    """What is deployed for one environment, in place of what the top of the file says."""
    yield EnvironmentDeclared(word, place, _PLATFORM, (_PLATFORM, source.path))
    yield from resources(root, node, word)
    yield from ingresses(node, name, word)
    yield from secrets(named(node, "vars"), STORE, word)
    yield from bound_secrets(node, word)


def _name(root: Mapping, source: Source) -> tuple[str, Location]:
    """The Worker's name, which is that of its folder where the file gives none or leaves it to something that fills it in."""
    said = stated(root, "name")
    if said is not None and not is_filled_in_elsewhere(said.value):
        return said.value, said.location
    first = root.entries[0].location if root.entries else source.at(1)
    return folder_name(source.path), said.location if said is not None else first


def _container(root: Mapping, name: str, place: Location, source: Source) -> Container:
    folder, main = folder_of(source.path), stated(root, "main")
    context = Stated(folder or ".", place)
    command = (main.value,) if main is not None else ()
    return Container(name, place, command=command, variables=variables(named(root, "vars")), context=context)


def _kind(root: Mapping, source: Source, files: Files) -> str:
    """`function` where requests run code, `static-site` where there are only files to serve."""
    if find(root, "main") is not None or string(root, "type") in ("javascript", "webpack", "rust"):
        return "function"
    below = f"{folder_of(source.path)}/".lstrip("/")
    if files.matching(f"{below}functions/*") or files.exists(f"{below}_worker.js"):
        return "site"
    pages = any(find(root, key) is not None for key in ("pages_build_output_dir", "assets", "site"))
    return "static-site" if pages else "function"


def _schedule(root: Mapping) -> Stated[str] | None:
    """The first schedule of a Worker that nothing reaches but its schedules."""
    reached = find(root, "route") or find(root, "routes") or find(root, "assets") or find(root, "site")
    times = [item for item in items(root, "triggers", "crons") if isinstance(item, Scalar) and item.text.strip()]
    closed: Node | None = find(root, "workers_dev")
    open_ = not isinstance(closed, Scalar) or closed.value is not False
    if not times or reached is not None or (open_ and _is_called(root)):
        return None
    return Stated(times[0].text, times[0].location)


def _is_called(root: Mapping) -> bool:
    """Whether the file says that it answers at its own address, or takes from a queue."""
    told = find(root, "workers_dev")
    return (isinstance(told, Scalar) and told.value is True) or bool(items(root, "queues", "consumers"))


DETECTOR = Detector(
    "cloudflare_workers",
    "Workers and Pages of Cloudflare",
    _wants,
    _detect,
    looks_at=("wrangler*.toml", "wrangler*.jsonc", "wrangler*.json", "*wrangler.toml", "*wrangler.jsonc", "*wrangler.json"),
)
