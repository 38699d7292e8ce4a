"""go.mod: the module, what it requires directly, and its tools. The format is lines of words, with blocks in parentheses."""

from collections.abc import Iterator

from opsworthy.facts.project import Dependency
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import Source


@dataclass(frozen=True, slots=True)
class GoModule:
    """`dependencies` are the direct ones; a tool is a development dependency."""

    module: Stated[str] | None
    dependencies: tuple[Dependency, ...]


def read_go_mod(source: Source) -> GoModule:
    """What a go.mod says; lines that it does not understand are passed over, as the go command of another version would."""
    module: Stated[str] | None = None
    dependencies: list[Dependency] = []
    tools: list[Stated[str]] = []
    for directive, words, comment, place in _lines(source):
        if directive == "module" and words:
            module = module or Stated(words[0], place)
        elif directive == "require" and len(words) == 2 and not _is_indirect(comment):
            dependencies.append(Dependency(words[0], place, words[1]))
        elif directive == "tool" and words:
            tools.append(Stated(words[0], place))
    return GoModule(module, tuple(_with_tools(dependencies, tools)))


def _is_indirect(comment: str) -> bool:
    return comment.strip().startswith("indirect")


def _with_tools(dependencies: list[Dependency], tools: list[Stated[str]]) -> Iterator[Dependency]:
    """A requirement that only provides a tool is for development."""
    for each in dependencies:
        serves_tool = any(tool.value == each.name or tool.value.startswith(f"{each.name}/") for tool in tools)
        yield Dependency(each.name, each.location, each.version, development=serves_tool)


def _lines(source: Source) -> Iterator[tuple[str, list[str], str, Location]]:
    """Each statement as directive, words, comment and place; a block gives one statement per line."""
    block = ""
    for number, line in enumerate(source.text.splitlines(), start=1):
        code, _, comment = line.partition("//")
        words = [word.strip('"`') for word in code.split()]
        if not words:
            continue
        column = len(line) - len(line.lstrip()) + 1
        if block:
            if words[0] == ")":
                block = ""
            else:
                yield block, words, comment, source.at(number, column)
        elif words[-1] == "(" and len(words) == 2:
            block = words[0]
        else:
            yield words[0], words[1:], comment, source.at(number, column)
