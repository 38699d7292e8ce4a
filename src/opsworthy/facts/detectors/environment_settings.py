"""Settings of one environment that say where it is reached: `settings/production.py`, `config/staging.yml`."""

import re
from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.code.settings.properties import is_settings, profile_of, read_properties
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.node import Mapping, Node, Scalar, Sequence
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import descend, written

_ENDINGS = (".py", ".yml", ".yaml", ".json", ".toml", ".properties")
_FOLDERS = frozenset({"conf", "config", "configs", "configuration", "environments", "settings"})
_STEMS = ("application", "appsettings", "bootstrap", "config", "settings")
_PASSING = frozenset({"local", "preview", "review", "test", "testing"})
_PARTS = regex(r"[._\-]")
# Keys that say where the application itself is reached, and those that do only at the top or under a word for it.
_OWN = frozenset({"allowedhosts", "appurl", "baseurl", "canonicalhost", "domainname", "externalurl", "frontendurl", "publichost",
                  "publicurl", "rooturl", "serverurl", "sitedomain", "siteurl", "weburl", "csrftrustedorigins"})  # fmt: skip
_PLAIN = frozenset({"domain", "host", "hostname", "url"})
_ABOVE = frozenset({"app", "application", "http", "public", "server", "site", "web"})
_HOST = regex(
    r"(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,24})\.?(?::\d{1,5})?(?:/\S{0,200})?", re.IGNORECASE
)
_NOWHERE = ("example", "invalid", "internal", "lan", "local", "localhost", "svc", "test")
_PRETENDED = regex(
    r"\b(?:your|my)[a-z-]{0,20}\.|(?:^|\.)(?:domain|example[a-z0-9-]{0,20}|host|site|website)\.[a-z]{2,6}$", re.IGNORECASE
)
_MOST = 2000
_DEEPEST = 3


def _wants(path: str) -> bool:
    return path.endswith(_ENDINGS) and _environment(path) is not None and not is_test_source(path)


def _environment(path: str) -> str | None:
    """The environment as the file's name writes it; None for a file that is no settings of one."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    if is_settings(path):
        stem = profile_of(path) or ""
    parts = _PARTS.split(stem)
    word = parts[0] if len(parts) == 1 and folders and folders[-1].lower() in _FOLDERS else ""
    if len(parts) == 2 and parts[0].lower() in _STEMS:
        word = parts[1]
    if is_settings(path):
        word = stem
    known = environment_of(word) if word else None
    return word if known is not None and known == word.lower() and known not in _PASSING else None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        name = _environment(source.path)
        if name is not None and any(_is_public(each) for each in _hosts(source, files)):
            yield EnvironmentDeclared(name, source.at(1), "", ("settings", source.path))


def _hosts(source: Source, files: Files) -> Iterator[str]:
    if source.path.endswith(".py"):
        yield from _of_python(source, files)
    elif is_settings(source.path):
        for each in read_properties(files, source)[0][:_MOST]:
            *above, last = each.key.split(".")
            if _is_own(last, above):
                yield each.value
    else:
        root = _root(source, files)
        yield from _of_data(root, (), 0) if root is not None else ()


def _root(source: Source, files: Files) -> Node | None:
    read: Node | Problem | None
    if source.path.endswith(".toml"):
        read = files.toml(source)
    elif source.path.endswith(".json"):
        read = files.json(source)
    else:
        read = next(iter(files.yaml(source).documents), None)
    return None if isinstance(read, Problem) else read


def _of_data(node: Node, above: tuple[str, ...], depth: int) -> Iterator[str]:
    for entry in node.entries[:_MOST] if isinstance(node, Mapping) and depth < _DEEPEST else ():
        values = entry.value.items[:100] if isinstance(entry.value, Sequence) else (entry.value,)
        own = _is_own(entry.key, above)
        for value in values:
            if isinstance(value, Scalar) and isinstance(value.value, str) and own:
                yield value.text
        yield from _of_data(entry.value, (*above, entry.key), depth + 1)


def _of_python(source: Source, files: Files) -> Iterator[str]:
    """The texts in what a module assigns to such names."""
    code = files.code(source)
    for statement in code.root.named_children[:_MOST] if code is not None else ():
        assigned: SyntaxNode | None = statement.named_children[0] if statement.named_child_count else None
        if statement.type != "expression_statement" or assigned is None or assigned.type != "assignment":
            continue
        name, value = assigned.child_by_field_name("left"), assigned.child_by_field_name("right")
        if value is not None and _is_own(written(name), ()):
            yield from (written(each) for each in descend(value) if each.type == "string_content")


def _is_own(key: str, above: tuple[str, ...] | list[str]) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", key.lower())
    return plain in _OWN or (plain in _PLAIN and (not above or above[-1].lower() in _ABOVE))


def _is_public(text: str) -> bool:
    """Whether a text is an address that a name server may know, and no example."""
    found = _HOST.fullmatch(text.strip().lstrip(".")[:300])
    if found is None or _PRETENDED.search(found[1]):
        return False
    return not set(found[1].lower().split(".")) & set(_NOWHERE)


DETECTOR = Detector(
    "environment_settings",
    "environments whose settings say where they are reached",
    _wants,
    _detect,
    looks_at=("*.py", "*.yml", "*.yaml", "*.json", "*.toml", "*.properties"),
)
