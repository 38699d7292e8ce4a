"""The tasks of plays and roles, with the module that each calls."""

from collections.abc import Iterator

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, items, string

_BLOCKS = ("block", "rescue", "always")
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_WORDS = frozenset({
    "always", "any_errors_fatal", "args", "async", "become", "become_method", "become_user", "block", "changed_when",
    "check_mode", "collections", "connection", "debugger", "delay", "delegate_facts", "delegate_to", "diff", "environment",
    "failed_when", "ignore_errors", "ignore_unreachable", "listen", "local_action", "loop", "loop_control", "module_defaults",
    "name", "no_log", "notify", "poll", "port", "register", "remote_user", "rescue", "retries", "run_once", "tags",
    "throttle", "timeout", "until", "vars", "when",
})  # fmt: skip
_DEEPEST, _MOST = 10, 2000


@dataclass(frozen=True, slots=True)
class Task:
    """One task: the last word of the name of the module that it calls, and what the module is told."""

    module: str
    arguments: Node
    location: Location
    node: Mapping


def of_list(node: Node | None, depth: int = 0) -> Iterator[Task]:
    """The tasks of a list, those of blocks among them; at most two thousand."""
    if not isinstance(node, Sequence) or depth > _DEEPEST:
        return
    for item in node.items[:_MOST]:
        if not isinstance(item, Mapping):
            continue
        inner = [entry for entry in item.entries if entry.key in _BLOCKS]
        for entry in inner:
            yield from of_list(entry.value, depth + 1)
        called = _called(item) if not inner else None
        if called is not None:
            yield Task(called.key.rpartition(".")[2], _arguments(called.value), called.location, item)


def of_play(play: Mapping) -> Iterator[Task]:
    for key in _LISTS:
        entry = play.entry(key)
        yield from of_list(entry.value if entry else None)


def _called(task: Mapping) -> Entry | None:
    """The key that names the module: the one that no keyword of tasks is."""
    found = [entry for entry in task.entries if entry.key not in _WORDS and not entry.key.startswith("with_")]
    return found[0] if len(found) == 1 else None


def _arguments(value: Node) -> Node:
    """What the module is told; the form `name=nginx state=started` as a mapping."""
    if not isinstance(value, Scalar) or "=" not in value.text or "\n" in value.text.strip():
        return value
    made = []
    for word in value.text.split():
        name, equals, text = word.partition("=")
        if equals and name.isidentifier():
            made.append(Entry(name, Scalar(text, text, value.location), value.location))
    return Mapping(tuple(made), value.location)


def is_playbook(root: Node | None) -> bool:
    """Whether a document is a list of plays."""
    listed = items(root)
    plays = [item for item in listed if isinstance(item, Mapping) and (item.entry("hosts") or _imports(item))]
    return bool(plays) and len(plays) == len(listed)


def _imports(play: Mapping) -> bool:
    return any(entry.key.rpartition(".")[2] == "import_playbook" or entry.key == "include" for entry in play.entries)


def is_task_list(root: Node | None) -> bool:
    listed = items(root)
    return bool(listed) and all(isinstance(item, Mapping) for item in listed)


def play_variables(play: Mapping) -> Mapping:
    """The variables that a play sets itself."""
    return Mapping(entries(play, "vars"), play.location)


def imported(play: Mapping) -> str | None:
    """The playbook that stands in for a play."""
    found = next((entry for entry in play.entries if entry.key.rpartition(".")[2] == "import_playbook"), None)
    return string(found.value) if found is not None else None
