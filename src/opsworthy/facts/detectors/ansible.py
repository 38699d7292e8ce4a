"""Ansible: what playbooks and roles run and set up, the environments of inventories, and secrets by name."""

import re
from collections.abc import Iterator

from opsworthy.facts.ansible import places, secrets, tasks
from opsworthy.facts.ansible.resources import resources
from opsworthy.facts.ansible.running import secrets_of, workload
from opsworthy.facts.ansible.values import literals, of_role
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.operations import WayToRun
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.text.node import Mapping, Node, items, stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_PLAY = regex(r"^[ -]{0,4}(?:hosts|(?:ansible\.builtin\.)?import_playbook) ?:", re.MULTILINE)
_PLAIN = ("hosts", "inventory", "hosts.ini", "inventory.ini")
_MOST = 4000


def _wants(path: str) -> bool:
    wanted = path.endswith((".yml", ".yaml")) or (path.endswith(_PLAIN) and path.rpartition("/")[2] in _PLAIN)
    wanted = wanted or (path.endswith(".ini") and "inventor" in path)
    return wanted and "molecule/" not in path


def _detect(files: Files) -> Iterator[Told]:
    """Nothing is told before a playbook or a role shows that Ansible is used here at all."""
    playbooks = [source for source in files if places.is_yaml(source.path) and _may_play(source.text)]
    books = [(source, root) for source in playbooks if (root := _root(source, files)) is not None and tasks.is_playbook(root)]
    roles = [path for path in files.wanted if places.is_yaml(path) and _is_role_file(path, files)]
    if not books and not roles:
        return
    seen: set[object] = set()
    for told in _everything(books, roles, files):
        key = (told.engine, told.name) if isinstance(told, Resource) else told
        if key not in seen:
            seen.add(key)
            yield told


def _may_play(text: str) -> bool:
    return ("hosts" in text or "import_playbook" in text) and _PLAY.search(text) is not None


def _everything(books: list[tuple[Source, Node]], roles: list[str], files: Files) -> Iterator[Told]:
    yield from _inventories(files)
    for source, root in books:
        yield from _playbook(source, root)
    for path in roles[:_MOST]:
        yield from _role_file(path, files)
    for path in files.wanted:
        held = files.open(path) if places.is_yaml(path) and places.is_variables(path) else None
        if held is not None:
            yield from secrets.secrets(_root(held, files), places.environment_of_variables(path))


def _root(source: Source, files: Files) -> Node | None:
    if source.text.startswith("$ANSIBLE_VAULT;"):
        return None
    documents = files.yaml(source).documents
    return documents[0] if documents else None


def _is_role_file(path: str, files: Files) -> bool:
    part = places.role_part(path)
    if part is None:
        return False
    role, _ = part
    return "roles/" in f"/{role}/" or files.exists(f"{role}/meta/main.yml".lstrip("/"))


def _inventories(files: Files) -> Iterator[EnvironmentDeclared | SecretDeclared]:
    told: set[str] = set()
    for path in files.wanted:
        name = places.inventory(path)
        source = files.open(path) if name and name not in told else None
        if name and source is not None and source.text.strip():
            told.add(name)
            yield EnvironmentDeclared(name, source.at(1), "ansible", ("ansible", path))
    for path in files.wanted:
        inventory = files.open(path) if places.inventory(path) is not None and not path.endswith((".yml", ".yaml")) else None
        if inventory is not None and not inventory.text.startswith("$ANSIBLE_VAULT;"):
            yield from secrets.of_inventory(inventory)


def _playbook(source: Source, root: Node) -> Iterator[Told]:
    """The plays of a playbook as a way to run, and what their own tasks do."""
    plays = [item for item in items(root) if isinstance(item, Mapping)]
    needs = (within(folder_of(source.path), path) for play in plays if (path := tasks.imported(play)) is not None)
    about = next((name.value for play in plays if (name := stated(play, "name")) is not None), None)
    yield WayToRun(source.path, "ansible", source.path, plays[0].location, needs=tuple(filter(None, needs)), about=about)
    for play in plays:
        own = tasks.play_variables(play)
        yield from _of_tasks(tasks.of_play(play), literals(own))
        yield from secrets.secrets(own, None)


def _role_file(path: str, files: Files) -> Iterator[Told]:
    part, source = places.role_part(path), files.open(path)
    root = _root(source, files) if source is not None else None
    if part is None or root is None:
        return
    role, kind = part
    if kind in ("defaults", "vars"):
        yield from secrets.secrets(root, None)
    elif kind == "tasks" and tasks.is_task_list(root):
        yield from _of_tasks(tasks.of_list(root), of_role(files, role))


def _of_tasks(found: Iterator[tasks.Task], known: dict[str, str]) -> Iterator[Told]:
    for task in found:
        run = workload(task, known)
        if run is not None:
            yield run
        yield from secrets_of(task, known)
        yield from resources(task, known)


DETECTOR = Detector(
    "ansible",
    "playbooks, roles and inventories of Ansible",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "hosts", "inventory", "*.ini"),
    only_with=("hosts", "import_playbook", "tasks/", "handlers/", "defaults/", "vars/"),
)
