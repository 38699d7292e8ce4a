"""The application host of .NET Aspire: what it runs, what keeps data for it, and the parameters that it says are secret."""

import re
from collections.abc import Iterator
from posixpath import dirname

from tree_sitter import Node

from opsworthy.facts.aspire.host import Program, own_texts
from opsworthy.facts.aspire.telling import Telling
from opsworthy.facts.code.calls.calling import call_of
from opsworthy.facts.code.calls.values import literal
from opsworthy.facts.code.source_paths import is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.source import Source
from opsworthy.text.syntax import written

_MARKERS = ("DistributedApplication.CreateBuilder", "IDistributedApplicationBuilder")
_NOT_ASKED = regex(r"\W")
_MOST_CONSTANTS = 400


def _detect(files: Files) -> Iterator[Told]:
    hosts = [source for source in files if ".Add" in source.text and any(mark in source.text for mark in _MARKERS)]
    folders = [dirname(source.path) for source in hosts if _MARKERS[0] in source.text]
    read = [(source, code) for source in hosts if _home(source, folders) is not None and (code := files.code(source)) is not None]
    constants, projects = _Constants(files), _projects(files) if read else {}
    called = {name for source, code in read if _MARKERS[0] in source.text for name in _called(code)}
    for source, code in read:
        program = Program(code, constants.text, None if _MARKERS[0] in source.text else called)
        yield from Telling(program, constants.text, _home(source, folders) or "", projects).facts()


def _home(source: Source, folders: list[str]) -> str | None:
    """The folder of the host that a file belongs to."""
    return next((folder for folder in folders if source.path.startswith(f"{folder}/".lstrip("/"))), None)


def _called(code: Code) -> Iterator[str]:
    """The methods that a host calls whatever it is told."""
    for node in code.of("invocation_expression"):
        call = call_of(code.language, node)
        here: Node | None = node
        while here is not None and here.type != "if_statement":
            here = here.parent
        if call is not None and here is None:
            yield call.name


def _projects(files: Files) -> dict[str, str]:
    """The folders of projects by the names of their types in `Projects`, where every other mark becomes a low line."""
    return {_NOT_ASKED.sub("_", path.rpartition("/")[2][: -len(".csproj")]): dirname(path) for path in files.matching("*.csproj")}


class _Constants:
    """Names that a host takes from constants of other files: `Services.Api`."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._holding: list[Source] | None = None

    def text(self, code: Code, node: Node | None) -> str | None:
        found = own_texts(code, node)
        if found is not None or node is None or node.type != "member_access_expression":
            return found
        owner, _, name = written(node).rpartition(".")
        return self._elsewhere(owner.rpartition(".")[2], name)

    def _elsewhere(self, owner: str, name: str) -> str | None:
        if self._holding is None:
            self._holding = [source for source in self._files if "const string" in source.text][:_MOST_CONSTANTS]
        declared = re.compile(rf"\bconst string {re.escape(name)}\b".encode())
        for source in self._holding:
            if f"class {owner}" not in source.text or f"const string {name}" not in source.text:
                continue
            code = self._files.code(source)
            for each in code.at(declared) if code is not None else ():
                value = next((inner for inner in _declarators(each) if written(inner.named_children[0]) == name), None)
                if code is not None and value is not None:
                    return literal(code, value.named_children[-1])
        return None


def _declarators(node: Node) -> Iterator[Node]:
    here: Node | None = node
    while here is not None and here.type not in ("field_declaration", "variable_declaration", "local_declaration_statement"):
        here = here.parent
    for child in here.named_children if here is not None else ():
        if child.type == "variable_declarator":
            yield child
        elif child.type == "variable_declaration":
            yield from (each for each in child.named_children if each.type == "variable_declarator")


DETECTOR = Detector("aspire", "the application host of .NET Aspire", is_csharp, _detect, looks_at=("*.cs",))
