"""Netlify: the site of a netlify.toml, its contexts, scheduled functions and variables."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, folder_name
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string
from opsworthy.text.source import Problem, Source

# Contexts that Netlify itself knows. Those of all branches and of a developer's machine are no places of their own, and a
# branch is one only where its name says so.
_CONTEXTS = {"production": "production", "deploy-preview": "preview", "branch-deploy": "", "dev": "", "dev-server": ""}
_SERVED = ("nextjs", "next-runtime", "gatsby", "nuxt", "remix", "sveltekit", "angular-runtime")
# Any file may be called so: one without any of these keys is another's.
_OURS = frozenset(
    {"build", "context", "dev", "edge_functions", "functions", "headers", "images", "plugins", "redirects", "template"}
)
_MOST = 200


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] == "netlify.toml"


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source)
        if isinstance(root, Problem):
            yield root
        elif any(entry.key in _OURS for entry in root.entries):
            yield from _site(root, source, files)


def _site(root: Mapping, source: Source, files: Files) -> Iterator[Told]:
    name, base = _name(root, source)
    place = _place(root, source)
    kind = "site" if _runs_code(root, files, base) else "static-site"
    plain = named(root, "build", "environment")
    context = _base(root, source)
    yield Workload(
        "netlify", kind, name, place, containers=(Container(name, place, variables=variables(plain), context=context),)
    )
    yield from secrets(plain, "netlify")
    for entry in entries(root, "functions")[:_MOST]:
        schedule = stated(entry.value, "schedule")
        if schedule is not None:
            function = Container(entry.key, entry.location, context=context)
            yield Workload("netlify", "cron", entry.key, entry.location, containers=(function,), schedule=schedule)
    yield from _edges(root, source)
    for entry in entries(root, "context")[:_MOST]:
        environment = _CONTEXTS.get(entry.key, environment_of(entry.key) or "")
        if environment:
            yield EnvironmentDeclared(environment, entry.location, "netlify", ("netlify", source.path))
        yield from secrets(named(entry.value, "environment"), "netlify", environment or None)


def _edges(root: Mapping, source: Source) -> Iterator[Workload]:
    """Functions that answer at the edge of the network, each once however many paths lead to it."""
    written = stated(root, "build", "edge_functions")
    folder = within(folder_of(source.path), written.value if written else "netlify/edge-functions")
    told: set[str] = set()
    for item in items(root, "edge_functions")[:_MOST]:
        name = stated(item, "function")
        if name is not None and name.value not in told:
            told.add(name.value)
            context = Stated(folder, name.location) if folder is not None else None
            held = Container(name.value, name.location, context=context)
            yield Workload("netlify", "function", name.value, name.location, containers=(held,))


def _name(root: Mapping, source: Source) -> tuple[str, str]:
    """The site's name, which is that of its folder, and that folder."""
    base = (string(root, "build", "base") or "").strip("/")
    folder = within(folder_of(source.path), base) if base else folder_of(source.path)
    known = folder if folder not in (None, ".") else ""
    return folder_name(f"{known}/netlify.toml".lstrip("/")), known or ""


def _base(root: Mapping, source: Source) -> Stated[str] | None:
    base = stated(root, "build", "base")
    folder = within(folder_of(source.path), base.value) if base else None
    return Stated(folder, base.location) if base is not None and folder is not None else None


def _place(root: Mapping, source: Source) -> Location:
    build = root.entry("build")
    base = find(root, "build", "base")
    first = build.location if build is not None else source.at(1)
    last = base.location.line if base is not None else first.line
    return replace(first, end_line=last, end_column=0) if last > first.line else first


def _runs_code(root: Node, files: Files, folder: str) -> bool:
    """Whether functions run, or a plug-in makes them of a framework."""
    if any(any(word in (string(item, "package") or "") for word in _SERVED) for item in items(root, "plugins")):
        return True
    if find(root, "edge_functions") is not None:
        return True
    named_folder = string(root, "functions", "directory") or string(root, "build", "functions")
    for each in (named_folder, "netlify/functions", "netlify/edge-functions"):
        inside = within(folder, each) if each else None
        if inside and files.matching(f"{inside}/*"):
            return True
    return False


DETECTOR = Detector("netlify", "sites for Netlify", _wants, _detect, looks_at=("netlify.toml",))
