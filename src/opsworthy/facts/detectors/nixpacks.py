"""Nixpacks: the process that nixpacks.toml starts on whatever host builds with it."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import folder_name
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, stated, string
from opsworthy.text.source import Problem

_NAMED = ("--filter", "-F", "--workspace", "-w", "workspace")
_PLACED = ("--cwd", "--prefix", "--dir", "-C", "cd")
_MANAGERS = ("npm", "pnpm", "yarn", "bun", "turbo", "npx", "cd")
_MOST = 300


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in ("nixpacks.toml", "nixpacks.json")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source) if source.path.endswith(".toml") else files.json(source)
        start = stated(root, "start", "cmd") if not isinstance(root, Problem) else None
        if isinstance(root, Problem):
            yield root
        elif start is not None and start.value.strip():
            yield _workload(start, source.path, files)


def _workload(start: Stated[str], path: str, files: Files) -> Workload:
    words = of_shell(start.value)
    own = folder_of(path)
    folder = _folder(start.value.split(), own, files)
    name = folder.rpartition("/")[2] if folder and folder != own else folder_name(path)
    context = Stated(folder, start.location) if folder and folder != own else None
    container = Container(name, start.location, command=words, ports=ports_told(words, start.location), context=context)
    return Workload("nixpacks", "service", name, start.location, containers=(container,))


def _folder(words: list[str], own: str, files: Files) -> str | None:
    """The folder of the package that a package manager is told to start; None where it is told of none."""
    if not words or words[0] not in _MANAGERS:
        return None
    for at, word in enumerate(words[:_MOST]):
        option, _, value = word.partition("=")
        told = value or (words[at + 1] if at + 1 < len(words) else "")
        if option in _PLACED and told:
            return within(own, told)
        if option in _NAMED and told:
            return within(own, told) if told.startswith((".", "{")) else _package(told, files)
    return None


def _package(name: str, files: Files) -> str | None:
    for path in files.matching("*/package.json")[:_MOST]:
        source = files.open(path)
        root = files.json(source) if source is not None and name in source.text else None
        if isinstance(root, Mapping) and string(root, "name") == name:
            return folder_of(path)
    return None


DETECTOR = Detector("nixpacks", "the process that Nixpacks starts", _wants, _detect, looks_at=("nixpacks.toml", "nixpacks.json"))
