"""Claims of commands: in blocks, in the running text and in tables."""

from collections.abc import Callable, Iterator

from opsworthy.commands.command import Command
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools import (
    clusters,
    containers,
    files,
    infrastructure,
    platforms,
    requests,
    runners,
    stores,
)
from opsworthy.rules.shapes.claiming.tools.line import Line
from opsworthy.rules.shapes.reading import Reading

_OF_TOOLS: dict[str, Callable[[Line], Iterator[Claim]]] = {
    tool: module.read
    for module in (clusters, containers, infrastructure, platforms, runners)
    for tool in (*module.TOOLS, *getattr(module, "CLOUDS", ()))
}
_OF_ALL = (requests.read, files.read, stores.read)
_DEEPEST = 4


def told(read: Reading) -> Iterator[Claim]:
    for command in read.commands:
        if command.words:
            yield from _of(Line(command, command.location), 0)


def _of(line: Line, depth: int) -> Iterator[Claim]:
    """One command, and what it runs elsewhere: there, files and ports are those of the container."""
    yield from _of_tool(line)
    for reader in _OF_ALL if not line.command.inner or depth == 0 else ():
        yield from reader(line)
    for inner in line.command.inner if depth < _DEEPEST else ():
        if inner.words:
            yield from _of(Line(inner, line.location, _inside(line.command)), depth + 1)


def _of_tool(line: Line) -> Iterator[Claim]:
    reader = _OF_TOOLS.get(line.command.tool)
    if reader is not None:
        yield from reader(line)


def _inside(command: Command) -> str:
    """What an inner command runs in; the tool itself where nothing is named."""
    named = (target.name for target in command.targets if target.kind in ("deployment", "statefulset", "service", "pod"))
    return next(named, command.tool)
