"""What the files of a repository declare, read by their own structure and by nothing of Opsworthy."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

_YAML = (".yaml", ".yml")
_WORKFLOW = re.compile(r"(?:^|/)\.github/workflows/[^/]+\.ya?ml\Z")
_COMPOSE = re.compile(r"(?:^|/)(?:docker-)?compose[^/]*\.ya?ml\Z")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{[^}\n]*\}")
_TEMPLATE_LINE = re.compile(r"^\s*(?:-\s*)?\{\{.*\}\}\s*$")
_PUBLISHED = re.compile(r"\A(?:\d+\.[\d.]+:)?(\d{2,5})(?::(\d{2,5}))?(?:/\w+)?\Z")
_UPPER = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+\Z")
_DEEPEST = 40
BOUNDS = ("minReplicas", "maxReplicas"), ("minReplicaCount", "maxReplicaCount"), ("min_capacity", "max_capacity"), (
    "min_size", "max_size"), ("min_instance_count", "max_instance_count"), ("min_replicas", "max_replicas")  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Declared:
    """One value at one place. The value of a `bound` is least and most, such as `2-10`, and its line that of the most; where a
    `path` is declared is the file itself."""

    kind: str
    value: str
    path: str
    line: int


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("declared.toml").read_text("utf-8"))


@cache
def _trails() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def pattern(trail: str) -> str:
        return re.escape(trail).replace(r"\*", ".*")

    return tuple((kind, re.compile("|".join(map(pattern, trails)) + r"\Z")) for kind, trails in _data()["trails"].items())


@cache
def _lines() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    told = _data()["lines"]
    return tuple((each["kind"], re.compile(each["files"]), re.compile(each["pattern"], re.MULTILINE)) for each in told)


def declarations(files: Mapping[str, str]) -> Iterator[Declared]:
    """Of all files that are no documents."""
    for path, text in files.items():
        yield Declared("path", path, path, 1)
        if _WORKFLOW.search(path):
            yield Declared("workflow", PurePosixPath(path).name, path, 1)
        if path.endswith(_YAML):
            yield from _of_yaml(path, text)
        if path.endswith("package.json"):
            yield from _of_scripts(path, text)
        if path.endswith((".tf", ".tfvars")):
            yield from _bounds_of_lines(path, text)
        for kind, names, pattern in _lines():
            if names.search(path):
                for found in pattern.finditer(text):
                    yield Declared(kind, found[1], path, text.count("\n", 0, found.start(1)) + 1)


def _of_scripts(path: str, text: str) -> Iterator[Declared]:
    block = re.search(r'"scripts"\s*:\s*\{([^}]*)\}', text)
    if block is None:
        return
    for found in re.finditer(r'"([a-z][\w:.-]*)"\s*:\s*"', block[1]):
        yield Declared("script", found[1], path, text.count("\n", 0, block.start(1) + found.start(1)) + 1)


def _bounds_of_lines(path: str, text: str) -> Iterator[Declared]:
    """Pairs that stand within three lines of each other."""
    between = r"[^\n]*\n(?:[^\n}]*\n){0,2}?\s*"
    for least, most in BOUNDS[2:]:
        low, high = (rf"\b{each}\s*=\s*(?P<{name}>\d+)" for each, name in ((least, "low"), (most, "high")))
        for pattern in (low + between + high, high + between + low):
            for found in re.finditer(pattern, text):
                yield Declared("bound", f"{found['low']}-{found['high']}", path, text.count("\n", 0, found.start("high")) + 1)


def _of_yaml(path: str, text: str) -> Iterator[Declared]:
    plain = "\n".join("" if _TEMPLATE_LINE.match(line) else _TEMPLATE.sub("TEMPLATED", line) for line in text.split("\n"))
    try:
        for root in yaml.compose_all(plain, Loader=yaml.CSafeLoader):
            if isinstance(root, yaml.MappingNode):
                yield from _of_object(path, root)
                yield from _of_nodes(path, root, "", 0)
                if _COMPOSE.search(path):
                    yield from _of_compose(path, root)
                if _WORKFLOW.search(path):
                    yield from _of_workflow(path, root)
    except (yaml.YAMLError, RecursionError, ValueError):
        return


def _entries(node: Any) -> dict[str, tuple[Any, Any]]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: (key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _scalar(kind: str, path: str, node: Any) -> Iterator[Declared]:
    if isinstance(node, yaml.ScalarNode) and node.value and "TEMPLATED" not in node.value and "\n" not in node.value:
        yield Declared(kind, node.value.strip(), path, node.start_mark.line + 1)


def _of_object(path: str, root: Any) -> Iterator[Declared]:
    told = _entries(root)
    of = told.get("kind")
    kind = _data()["objects"].get(of[1].value) if of and isinstance(of[1], yaml.ScalarNode) and "apiVersion" in told else None
    name = _entries(told["metadata"][1]).get("name") if kind and "metadata" in told else None
    if name and kind:
        yield from _scalar(kind, path, name[1])


def _of_nodes(path: str, node: Any, trail: str, depth: int) -> Iterator[Declared]:
    if depth > _DEEPEST:
        return
    if isinstance(node, yaml.MappingNode):
        yield from _counts(path, _entries(node), trail)
        for key, (_, value) in _entries(node).items():
            yield from _of_nodes(path, value, f"{trail}.{key}" if trail else key, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _of_nodes(path, item, f"{trail}.-" if trail else "-", depth + 1)
    elif isinstance(node, yaml.ScalarNode):
        for kind, pattern in _trails():
            if pattern.match(trail):
                yield from _scalar(kind, path, node)
        key = trail.rpartition(".")[2]
        if re.match(r"(?:data|stringData|.*\.environment)\.[A-Z]", trail) and _UPPER.match(key):
            yield Declared("variable", key, path, node.start_mark.line + 1)


def _counts(path: str, told: dict[str, tuple[Any, Any]], trail: str) -> Iterator[Declared]:
    for least, most in BOUNDS:
        if least in told and most in told and all(str(told[each][1].value).isdigit() for each in (least, most)):
            value = f"{told[least][1].value}-{told[most][1].value}"
            yield Declared("bound", value, path, told[most][1].start_mark.line + 1)
    if trail == "spec" and "replicas" in told and "selector" in told:
        yield from (each for each in _scalar("replicas", path, told["replicas"][1]) if each.value.isdigit())


def _of_compose(path: str, root: Any) -> Iterator[Declared]:
    services = _entries(root).get("services")
    for name, (key, value) in _entries(services[1]).items() if services else ():
        yield Declared("service", name, path, key.start_mark.line + 1)
        told = _entries(value)
        for item in _items(told.get("ports")):
            found = _PUBLISHED.match(item.value)
            for port in filter(None, found.groups() if found else ()):
                yield Declared("port", port, path, item.start_mark.line + 1)
        for item in _items(told.get("environment")):
            if _UPPER.match(item.value.partition("=")[0]):
                yield Declared("variable", item.value.partition("=")[0], path, item.start_mark.line + 1)


def _items(entry: tuple[Any, Any] | None) -> list[Any]:
    node = entry[1] if entry else None
    return [each for each in node.value if isinstance(each, yaml.ScalarNode)] if isinstance(node, yaml.SequenceNode) else []


def _of_workflow(path: str, root: Any) -> Iterator[Declared]:
    told = _entries(root)
    if "name" in told:
        yield from _scalar("workflow", path, told["name"][1])
    for name, (key, _) in _entries(told["jobs"][1]).items() if "jobs" in told else ():
        yield Declared("job", name, path, key.start_mark.line + 1)
