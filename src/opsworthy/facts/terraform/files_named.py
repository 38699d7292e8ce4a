"""Functions that read files of the tree."""

from collections.abc import Callable
from collections.abc import Mapping as Table
from posixpath import normpath
from typing import Protocol

from opsworthy.facts.files import Files
from opsworthy.facts.terraform.expressions import Expression
from opsworthy.facts.terraform.syntax import template_of
from opsworthy.facts.terraform.values import Undetermined, passed_on, scalar, sequence, text, undetermined
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar

_LARGEST = 200_000


class _World(Protocol):
    @property
    def files(self) -> Files: ...


class Evaluates(Protocol):
    """The scope that a call stands in."""

    @property
    def world(self) -> _World: ...

    @property
    def evaluate(self) -> Callable[[Expression, Table[str, Node]], Node]: ...


def file_called(scope: Evaluates, name: str, arguments: list[Node], where: Location) -> Node:
    """`file` and its like for a file of this tree; anything else is not known."""
    files = scope.world.files
    if name == "templatestring":
        return _filled(scope, arguments[0] if arguments else None, arguments[1:], where)
    path = inside(text(arguments[0])) if arguments else None
    if path is None:
        unknown = next((each for each in arguments[:1] if isinstance(each, Undetermined)), None)
        return passed_on(unknown, where) if unknown is not None else undetermined("a file outside of the repository", where)
    if name == "fileexists":
        return scalar(files.exists(path), where)
    if name == "fileset":
        pattern = text(arguments[1]) if len(arguments) > 1 else None
        if pattern is None:
            return undetermined("files by a pattern that is not known", where)
        folder = f"{path}/" if path not in ("", ".") else ""
        found = files.matching(folder + pattern.replace("**/", "*").replace("**", "*"))
        return sequence((scalar(each.removeprefix(folder), where) for each in found[:500]), where)
    source = files.open(path)
    if source is None or len(source.text) > _LARGEST or name == "filebase64":
        return undetermined(f"the file {path} is not there to be read", where)
    held = Scalar(source.text, source.text, source.at(1))
    return _filled(scope, held, arguments[1:], where) if name == "templatefile" else held


def inside(path: str | None) -> str | None:
    """A path within the tree; None for one that leaves it."""
    if path is None or path.startswith(("/", "~")):
        return None
    found = normpath(path)
    return None if found.startswith("..") or "\0" in found else found


def _filled(scope: Evaluates, held: Node | None, given: list[Node], where: Location) -> Node:
    """A template with the values that it is given."""
    said = text(held) if held is not None else None
    values = given[0] if given else None
    if said is None or held is None or not isinstance(values, Mapping):
        unknown = next((each for each in (held, values) if isinstance(each, Undetermined)), None)
        return passed_on(unknown, where) if unknown is not None else undetermined("a template that is not known", where)
    bindings = {entry.key: entry.value for entry in values.entries}
    source = scope.world.files.open(held.location.path)
    if source is None or source.text != said:
        return undetermined("a template that is made when it is applied", where)
    return scope.evaluate(template_of(source), bindings)
