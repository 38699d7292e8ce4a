"""Tiltfiles: Starlark, which reads like Python. Calls with literal arguments are followed; what a loop or a function computes is
not."""

import posixpath
from collections.abc import Callable, Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.delivery.environments import of_folders
from opsworthy.facts.delivery.paths import fixed_folder, within
from opsworthy.facts.fact import Told
from opsworthy.facts.go_templates.values import Value
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.infrastructure import BuildDeclared, Delivery
from opsworthy.facts.operations import WayToRun
from opsworthy.text import code as languages
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import Source
from opsworthy.text.syntax import place

_BUILDS = {
    "docker_build": "docker", "docker_build_with_restart": "docker", "custom_build": "custom",
    "custom_build_with_restart": "custom", "ko_build": "ko", "pack": "buildpacks",
}  # fmt: skip
_MOST_CALLS = 2000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its function's name, its arguments in order and by name."""

    name: str
    location: Location
    listed: tuple[SyntaxNode, ...]
    named: dict[str, SyntaxNode]

    def argument(self, at: int, name: str) -> SyntaxNode | None:
        return self.named.get(name) or (self.listed[at] if at < len(self.listed) else None)


def read_tiltfile(source: Source) -> Iterator[Told]:
    """What the calls of a Tiltfile say, in their order."""
    folder = posixpath.dirname(source.path)
    root = languages.parse(source, "python").root_node
    for call in _calls(source, root):
        if call.name in _BUILDS:
            yield from _build(source, folder, call)
        elif call.name == "k8s_yaml":
            yield from _manifests(source, folder, call)
        elif call.name in ("helm_resource", "helm_remote"):
            yield from _chart(source, folder, call)
        elif call.name in ("local_resource", "docker_compose"):
            yield from _way(source, folder, call)


def _calls(source: Source, root: SyntaxNode) -> Iterator[Call]:
    waiting, left = [root], _MOST_CALLS
    while waiting and left:
        node = waiting.pop()
        function = node.child_by_field_name("function") if node.type == "call" else None
        if function is not None and function.type == "identifier":
            left -= 1
            yield _call(source, node, function)
        waiting.extend(reversed(node.named_children))


def _call(source: Source, node: SyntaxNode, function: SyntaxNode) -> Call:
    arguments = node.child_by_field_name("arguments")
    children = [each for each in arguments.named_children if each.type != "comment"] if arguments is not None else []
    named: dict[str, SyntaxNode] = {}
    for each in children:
        key, value = each.child_by_field_name("name"), each.child_by_field_name("value")
        if each.type == "keyword_argument" and key is not None and value is not None:
            named[_written(key)] = value
    listed = tuple(each for each in children if each.type != "keyword_argument")
    return Call(_written(function), place(source, node), listed, named)


def _written(node: SyntaxNode) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _text(source: Source, node: SyntaxNode | None) -> Stated[str] | None:
    """A literal text; None for anything computed."""
    if node is None or node.type != "string" or any(child.type == "interpolation" for child in node.named_children):
        return None
    content = "".join(_written(child) for child in node.named_children if child.type == "string_content")
    return Stated(content, place(source, node))


def _texts(source: Source, node: SyntaxNode | None) -> tuple[Stated[str], ...]:
    """One literal text, or the literal ones of a list."""
    parts = node.named_children if node is not None and node.type in ("list", "tuple") else [node]
    return tuple(found for part in parts if (found := _text(source, part)) is not None)


def _build(source: Source, folder: str, call: Call) -> Iterator[BuildDeclared]:
    image = _text(source, call.argument(0, "ref"))
    if image is None:
        return
    docker = _BUILDS[call.name] == "docker"
    written = _text(source, call.argument(1, "context")) if docker else None
    context = within(folder, written.value) if written is not None else None
    file = _text(source, call.named.get("dockerfile"))
    dockerfile = within(folder, file.value) if file is not None else None
    stage = _text(source, call.named.get("target"))
    yield BuildDeclared(
        "tilt",
        image.value,
        call.location,
        image=image,
        context=Stated(context, written.location) if written is not None and context is not None else None,
        dockerfile=Stated(dockerfile, file.location) if file is not None and dockerfile is not None else None,
        stage=stage.value if stage else None,
        builder=_BUILDS[call.name],
    )


def _manifests(source: Source, folder: str, call: Call) -> Iterator[Delivery]:
    """Files and lists of files; or what `kustomize` or `helm` makes of a folder."""
    given = call.argument(0, "yaml")
    function = given.child_by_field_name("function") if given is not None and given.type == "call" else None
    if given is not None and function is not None:
        inner = _call(source, given, function)
        if inner.name in ("kustomize", "helm"):
            path = _text(source, inner.argument(0, "pathToDir"))
            if path is not None:
                yield from _delivery(folder, path, lambda each: each, inner.name == "helm")
        return
    known: set[str] = set()
    for path in _texts(source, given):
        for each in _delivery(folder, path, fixed_folder, chart=False):
            if each.path not in known:
                known.add(each.path or "")
                yield each


def _delivery(folder: str, path: Stated[str], shorten: Callable[[str], str], chart: bool) -> Iterator[Delivery]:
    reached = within(folder, path.value)
    if reached is not None:
        where = shorten(reached)
        name = posixpath.basename(where) if where != "." else "tilt"
        yield Delivery("tilt", name, path.location, path=where, chart=name if chart else None, environment=of_folders((where,)))


def _chart(source: Source, folder: str, call: Call) -> Iterator[Told]:
    """A chart of a repository of charts, or of this one."""
    name = _text(source, call.argument(0, "name"))
    chart = _text(source, call.argument(1, "chart")) if call.name == "helm_resource" else name
    if name is None or chart is None:
        return
    path = within(folder, chart.value) if chart.value.startswith((".", "/")) else None
    space, where = _text(source, call.named.get("namespace")), _text(source, call.named.get("repo_url"))
    yield Delivery(
        "tilt",
        name.value,
        call.location,
        repository=where.value if where else None,
        path=path,
        chart=None if path is not None else chart.value,
        namespace=space.value if space else None,
    )
    if path is None:
        yield from resources_of(chart.value, f"helm/{name.value}", Value({}), chart.location, None, name.value)


def _way(source: Source, folder: str, call: Call) -> Iterator[WayToRun]:
    if call.name == "docker_compose":
        for file in _texts(source, call.argument(0, "configPaths")):
            reached = within(folder, file.value)
            if reached is not None:
                yield WayToRun("docker compose", "tilt", source.path, call.location, (), (reached,))
        return
    name = _text(source, call.argument(0, "name"))
    if name is None:
        return
    lines = (call.argument(1, "cmd"), call.named.get("serve_cmd"))
    commands = tuple(found for line in lines if (found := _command(source, line)) is not None)
    needs = tuple(each.value for each in _texts(source, call.named.get("resource_deps")))
    yield WayToRun(name.value, "tilt", source.path, call.location, commands, needs)


def _command(source: Source, node: SyntaxNode | None) -> Stated[str] | None:
    words = _texts(source, node)
    if not words:
        return None
    if len(words) == 1:
        return Stated(withheld((words[0].value,))[0], words[0].location)
    return Stated(" ".join(withheld(tuple(each.value for each in words))), words[0].location)
