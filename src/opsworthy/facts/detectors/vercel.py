"""Vercel: the project of a vercel.json, its scheduled calls, functions, addresses and variables."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name, variant
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.facts.hosting.sizes import in_bytes
from opsworthy.facts.hosting.variables import Named, named, secrets, variables
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.facts.workloads import Container, Ingress, Resources, Workload
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, stated, string
from opsworthy.text.source import Problem, Source

_NAMES = ("vercel", "now")
# Presets of frameworks that only make files; every other preset answers requests.
_STATIC = frozenset({"astro", "create-react-app", "docusaurus", "docusaurus-2", "eleventy", "gatsby", "gridsome", "hexo", "hugo",
                     "jekyll", "middleman", "parcel", "vite", "vitepress", "vue", "vuepress", "zola"})  # fmt: skip
_STATIC_BUILDERS = ("@vercel/static", "@now/static")
_OURS = frozenset({
    "$schema", "alias", "build", "buildCommand", "builds", "bunVersion", "cleanUrls", "crons", "devCommand", "env",
    "fluid", "framework", "functions", "git", "github", "headers", "ignoreCommand", "images", "installCommand", "name",
    "outputDirectory", "public", "redirects", "regions", "rewrites", "routes", "rootDirectory", "scope", "services",
    "trailingSlash", "version",
})  # fmt: skip
_LARGEST = 200


def _variant(path: str) -> str | None:
    return next((found for name in _NAMES if (found := variant(path, name, ".json")) is not None), None)


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(("vercel", "now")) and name.endswith(".json") and _variant(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(source)
        if isinstance(root, Problem):
            yield root
        elif isinstance(root, Mapping) and _is_ours(root, source):
            yield from _project(root, source, files)


def _is_ours(root: Mapping, source: Source) -> bool:
    """Whether it is Vercel's file: an empty one says that all is as usual."""
    if not root.entries:
        return _variant(source.path) == ""
    return any(entry.key in _OURS for entry in root.entries)


def _project(root: Mapping, source: Source, files: Files) -> Iterator[Told]:
    environment = environment_of(_variant(source.path) or "")
    if environment is not None:
        yield EnvironmentDeclared(environment, source.at(1), "vercel", ("vercel", source.path))
    stated_name = stated(root, "name")
    name = stated_name.value if stated_name else folder_name(source.path)
    place = stated_name.location if stated_name else source.at(1)
    given = tuple(each for each in (*named(root, "env"), *named(root, "build", "env")))
    plain = tuple(each for each in given if not (each.value or "").startswith("@"))
    container = Container(name, place, variables=variables(plain), resources=_resources(root))
    yield Workload("vercel", _kind(root, source, files), name, place, environment, containers=(container,))
    yield from _crons(root, name, environment)
    yield from _addresses(root, name, environment)
    yield from secrets(plain, "vercel", environment)
    yield from _references(given, environment)


def _kind(root: Mapping, source: Source, files: Files) -> str:
    """`site` where requests run code, `static-site` where the files say that nothing does, `project` where they do not say."""
    framework = (string(root, "framework") or "").lower()
    builders = [string(item, "use") or "" for item in items(root, "builds")]
    if find(root, "functions") is not None or find(root, "crons") is not None or (framework and framework not in _STATIC):
        return "site"
    if any(not builder.startswith((*_STATIC_BUILDERS, "@vercel/static-build")) for builder in builders):
        return "site"
    prefix = f"{folder_of(source.path)}/".lstrip("/")
    if files.matching(f"{prefix}api/*") or any(files.exists(f"{prefix}next.config.{ending}") for ending in ("js", "mjs", "ts")):
        return "site"
    if builders or framework or find(root, "outputDirectory") is not None or _is_single_page(root):
        return "static-site"
    return "project"


def _is_single_page(root: Mapping) -> bool:
    targets = {string(item, "destination") or string(item, "dest") for key in ("rewrites", "routes") for item in items(root, key)}
    return bool(targets & {"/index.html", "/", "index.html"})


def _crons(root: Mapping, name: str, environment: str | None) -> Iterator[Workload]:
    """Paths of the project that Vercel asks for on a schedule."""
    for item in items(root, "crons")[:_LARGEST]:
        path, schedule = stated(item, "path"), stated(item, "schedule")
        if path is not None and schedule is not None:
            yield Workload(
                "vercel", "cron", path.value.partition("?")[0], path.location, environment, schedule=schedule,
                containers=(Container(name, path.location),),
            )  # fmt: skip


def _addresses(root: Mapping, name: str, environment: str | None) -> Iterator[Ingress]:
    alias = find(root, "alias")
    for item in alias.items if isinstance(alias, Sequence) else (alias,):
        if isinstance(item, Scalar) and item.value is not None and item.text.strip():
            host = item.text if "." in item.text else f"{item.text}.vercel.app"
            yield Ingress(name, host, "/", name, item.location, tls=True, environment=environment)


def _references(given: tuple[Named, ...], environment: str | None) -> Iterator[SecretDeclared]:
    """Variables whose value is `@name`: a secret of the account."""
    for each in given:
        if each.value is not None and each.value.startswith("@") and len(each.value) > 1:
            yield SecretDeclared(each.name, "vercel", each.location, remote=each.value[1:], environment=environment)


def _resources(root: Mapping) -> Resources | None:
    """The memory of a function, where all that say it say the same."""
    told: dict[int, Location] = {}
    for entry in entries(root, "functions"):
        memory = in_bytes(string(entry.value, "memory") or "", "m")
        place: Node | None = find(entry.value, "memory")
        if memory is not None and place is not None:
            told.setdefault(memory, place.location)
    if len(told) != 1:
        return None
    memory, where = next(iter(told.items()))
    return Resources(where, memory_request=memory, memory_limit=memory)


DETECTOR = Detector(
    "vercel", "projects for Vercel", _wants, _detect, looks_at=("vercel*.json", "now*.json", "*vercel.json", "*now.json")
)
