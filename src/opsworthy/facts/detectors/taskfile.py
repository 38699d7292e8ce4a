"""Task: the tasks of Taskfile.yml and of the files that it includes under a name."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.operations import WayToRun
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, stated, string
from opsworthy.text.source import Problem

_NAMES = ("taskfile.yml", "taskfile.yaml", "taskfile.dist.yml", "taskfile.dist.yaml")
_MOST, _MOST_FILES = 1000, 50


def _wants(path: str) -> bool:
    return path.rpartition("/")[2].lower() in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    roots = {source.path: _root(source.path, files) for source in files}
    reached = {path for at, root in roots.items() if isinstance(root, Mapping) for _, path in _included(root, at, files)}
    for path, root in roots.items():
        if isinstance(root, Problem):
            yield root
        elif root is not None and path not in reached:
            yield from _tasks(root, path, "", files, {path})


def _root(path: str, files: Files) -> Mapping | Problem | None:
    source = files.open(path)
    documents = files.yaml(source) if source is not None else None
    if documents is None:
        return None
    if documents.problems:
        return documents.problems[0]
    root = documents.documents[0] if documents.documents else None
    if not isinstance(root, Mapping) or all(find(root, key) is None for key in ("tasks", "includes")):
        return None
    return root


def _tasks(root: Mapping, path: str, prefix: str, files: Files, seen: set[str]) -> Iterator[Told]:
    for entry in entries(root, "tasks")[:_MOST]:
        if string(entry.value, "internal") != "true":
            yield _task(entry, path, prefix)
    for name, included in _included(root, path, files):
        inner = _root(included, files) if included not in seen and len(seen) < _MOST_FILES else None
        seen.add(included)
        if isinstance(inner, Mapping):
            yield from _tasks(inner, included, f"{prefix}{name}", files, seen)


def _included(root: Mapping, path: str, files: Files) -> Iterator[tuple[str, str]]:
    """The files of this tree that a task file includes, each with the beginning of its tasks' names."""
    for entry in entries(root, "includes")[:_MOST_FILES]:
        written = string(entry.value) or string(entry.value, "taskfile")
        target = within(folder_of(path), written) if written and "{{" not in written and "://" not in written else None
        flat = string(entry.value, "flatten") == "true"
        named = (target, *(f"{target}/{name}" for name in ("Taskfile.yml", "Taskfile.yaml"))) if target else ()
        found = next((each for each in named if files.exists(each)), None)
        if found is not None:
            yield "" if flat else f"{entry.key}:", found


def _task(entry: Entry, path: str, prefix: str) -> WayToRun:
    body = entry.value
    listed = (body,) if isinstance(body, Scalar | Sequence) else (find(body, "cmds"), find(body, "cmd"))
    commands = tuple(command for each in listed if each is not None for command in _commands(each))
    needs = [string(item) or string(item, "task") for item in items(body, "deps")]
    needs += [string(item, "task") for each in listed for item in items(each)]
    about = string(body, "desc") or string(body, "summary")
    wanted = tuple(f"{prefix}{name}" for name in dict.fromkeys(needs) if name and "{{" not in name)
    return WayToRun(f"{prefix}{entry.key}", "task", path, entry.location, commands, wanted, about.strip() if about else None)


def _commands(node: Node) -> Iterator[Stated[str]]:
    """The command lines of `cmds`; what a task only calls by name is among its needs."""
    for item in node.items if isinstance(node, Sequence) else (node,):
        line = stated(item) or stated(item, "cmd")
        if line is not None and line.value.strip():
            yield Stated(withheld((line.value.strip(),))[0], line.location)


DETECTOR = Detector(
    "taskfile",
    "tasks of Taskfile.yml",
    _wants,
    _detect,
    looks_at=("taskfile.yml", "taskfile.yaml", "taskfile.dist.yml", "taskfile.dist.yaml"),
)
