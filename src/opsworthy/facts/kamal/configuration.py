"""config/deploy.yml with a destination's own file laid over it, key by key."""

from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import variant
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Entry, Mapping, Node, find, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.yaml import Documents, parse

_RUBY = regex(r"\s*<%[^=].{0,500}?%>\s*")
_DEEPEST = 20
_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Deployment:
    """What is deployed to one destination, or to the only one there is."""

    root: Mapping
    path: str
    destination: str | None


def is_configuration(path: str) -> bool:
    """Whether a path is config/deploy.yml or that of one of its destinations."""
    folder = folder_of(path)
    return (folder == "config" or folder.endswith("/config")) and _destination(path) is not None


def _destination(path: str) -> str | None:
    return next((found for ending in _ENDINGS if (found := variant(path, "deploy", ending)) is not None), None)


def deployments(files: Files, paths: tuple[str, ...]) -> tuple[list[Deployment], list[Problem]]:
    """The deployments of one folder: the file itself, and each destination that is laid over it."""
    problems: list[Problem] = []
    roots: dict[str, tuple[str, Mapping]] = {}
    for path in paths:
        source = files.open(path)
        documents = _documents(source, files) if source is not None else None
        root = documents.documents[0] if documents and documents.documents else None
        if isinstance(root, Mapping):
            roots[_destination(path) or ""] = (path, root)
        problems += documents.problems if documents else ()
    base = roots.pop("", None)
    alone = base is not None and _is_ours(base[1]) and (not roots or _stands_alone(base[1]))
    found = [Deployment(base[1], base[0], None)] if base is not None and alone else []
    for destination, (path, root) in sorted(roots.items()):
        whole = _merged(base[1], root, 0) if base is not None else root
        if isinstance(whole, Mapping) and _is_ours(whole):
            found.append(Deployment(whole, path, destination))
    return found, problems if found or base is None else []


def _documents(source: Source, files: Files) -> Documents:
    """The file as YAML; lines that are only Ruby (`<% if … %>`) are taken as empty."""
    if "<%" not in source.text:
        return files.yaml(source)
    lines = ("" if _RUBY.fullmatch(line) else line for line in source.text.split("\n"))
    return parse(Source(source.path, "\n".join(lines)))


def _stands_alone(root: Mapping) -> bool:
    """Whether the file can be deployed without a destination."""
    return string(root, "require_destination") != "true" and find(root, "servers") is not None


def _is_ours(root: Mapping) -> bool:
    return string(root, "service") is not None and any(find(root, key) is not None for key in ("servers", "image", "accessories"))


def _merged(under: Node, over: Node, depth: int) -> Node:
    if not isinstance(under, Mapping) or not isinstance(over, Mapping) or depth > _DEEPEST:
        return over
    entries = {entry.key: entry for entry in under.entries}
    for entry in over.entries:
        below = entries.get(entry.key)
        value = _merged(below.value, entry.value, depth + 1) if below is not None else entry.value
        entries[entry.key] = Entry(entry.key, value, entry.location)
    return Mapping(tuple(entries.values()), under.location)
