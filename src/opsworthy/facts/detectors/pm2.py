"""PM2: the processes of an ecosystem file, as JSON or YAML, or as the literal object that a script exports."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.command_lines import of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.variables import Named, named, port, secrets, variables
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, integer, items, stated, string
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import place, written

_STEMS = ("ecosystem.config.", "ecosystem.", "pm2.config.", "process.", "pm2.")
_ENDINGS = ("js", "cjs", "mjs", "ts", "json", "yml", "yaml")
_DEEPEST, _MOST = 6, 200


def _wants(path: str) -> bool:
    if not path.endswith(_ENDINGS):
        return False
    name = path.rpartition("/")[2]
    first = name.startswith(("ecosystem.", "pm2.", "process."))
    return first and any(name.startswith(stem) and name.removeprefix(stem) in _ENDINGS for stem in _STEMS)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "apps" not in source.text or ("script" not in source.text and "exec" not in source.text):
            continue
        root = _root(source, files)
        for app in items(root, "apps")[:_MOST]:
            name = stated(app, "name")
            if isinstance(app, Mapping) and name is not None and string(app, "script"):
                yield _process(app, name)
                yield from secrets(_given(app), "pm2")


def _root(source: Source, files: Files) -> Node | None:
    if source.path.endswith(".json"):
        parsed = files.json(source)
        return None if isinstance(parsed, Problem) else parsed
    if source.path.endswith(("yml", "yaml")):
        documents = files.yaml(source).documents
        return documents[0] if documents else None
    code = files.code(source)
    objects = [node for node in code.of("object") if _has_apps(node)] if code is not None else []
    return _value(source, objects[0], 0) if objects else None


def _has_apps(node: SyntaxNode) -> bool:
    pairs = (child.child_by_field_name("key") for child in node.named_children if child.type == "pair")
    return any(written(key).strip("'\"") == "apps" for key in pairs)


def _value(source: Source, node: SyntaxNode, depth: int) -> Node:
    """A literal of JavaScript as data; what is computed is null."""
    where = place(source, node)
    if node.type == "object" and depth < _DEEPEST:
        pairs = [child for child in node.named_children if child.type == "pair"]
        made = [(child.child_by_field_name("key"), child.child_by_field_name("value")) for child in pairs]
        return Mapping(
            tuple(Entry(written(key).strip("'\""), _value(source, value, depth + 1), place(source, key))
                  for key, value in made if key is not None and value is not None),
            where,
        )  # fmt: skip
    if node.type == "array" and depth < _DEEPEST:
        return Sequence(tuple(_value(source, child, depth + 1) for child in node.named_children), where)
    text = written(node)
    if node.type == "string":
        return Scalar(text[1:-1], text[1:-1], where)
    if node.type == "number" and text.isascii() and text.isdigit() and len(text) < 10:
        return Scalar(int(text), text, where)
    return Scalar(text == "true", text, where) if node.type in ("true", "false") else Scalar(None, text, where)


def _given(app: Node) -> tuple[Named, ...]:
    return (*named(app, "env"), *named(app, "env_production"))


def _process(app: Mapping, name: Stated[str]) -> Workload:
    words = (string(app, "interpreter"), string(app, "script"), string(app, "args"))
    listed = " ".join(item.text for item in items(app, "args") if isinstance(item, Scalar))
    command = " ".join(word for word in (*words, listed) if word and word != "none")
    said, given = find(app, "args") or find(app, "script"), _given(app)
    listens = port(given)
    told = ports_told(of_shell(command), said.location) if said is not None and listens is None else ()
    container = Container(
        name.value, name.location, command=of_shell(command), ports=(listens,) if listens is not None else told,
        variables=variables(given),
    )  # fmt: skip
    return Workload(
        "pm2", "process", name.value, name.location, replicas=_instances(app), containers=(container,),
        schedule=stated(app, "cron_restart"),
    )  # fmt: skip


def _instances(app: Mapping) -> Stated[int] | Unknown | None:
    found, count = find(app, "instances"), integer(app, "instances")
    if not isinstance(found, Scalar):
        return None
    if count is not None and count > 0:
        return Stated(count, found.location)
    if found.text in ("max", "0", "-1"):
        return Unknown("as many as the machine has cores", found.location)
    return None


DETECTOR = Detector("pm2", "processes of PM2", _wants, _detect, looks_at=("ecosystem.*", "pm2.*", "process.*"))
