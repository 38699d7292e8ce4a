"""SST: the functions, services, sites and stores of an application, versions 2 and 3."""

from collections.abc import Iterator
from posixpath import dirname

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import AppDeclared
from opsworthy.facts.sst.program import GLOBAL, MODULES, components
from opsworthy.facts.sst.telling import told
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ROOTS = ("sst.config.ts", "sst.config.js", "sst.config.mjs", "sst.json")
_ENDINGS = (".ts", ".js", ".mts", ".mjs", ".tsx")
_NAME = regex(rb"\bname\s{0,3}:\s{0,3}[\"'`]([\w.-]{1,80})[\"'`]")
_MOST_FILES = 2000


def _wants(path: str) -> bool:
    if not path.endswith((*_ENDINGS, "sst.json")) or path.endswith((".d.ts", ".min.js")):
        return False
    return not is_test_source(path) and "node_modules/" not in path and ".sst/" not in path


def _detect(files: Files) -> Iterator[Told]:
    roots = [path for path in files.wanted if path.rpartition("/")[2] in _ROOTS]
    for root in dict.fromkeys(dirname(path) for path in roots):
        below = f"{root}/" if root else ""
        paths = [path for path in files.wanted[:_MOST_FILES] if path.startswith(below)]
        read = [code for path in paths if (code := _code(files, path)) is not None]
        found = [(code, list(components(code))) for code in read]
        # A component of one file is linked to by the name under which it is imported.
        held = {each.held_as: each.name for _, every in found for each in every if each.held_as}
        for _, every in found:
            for each in every:
                yield from told(each, root, held)
        yield from _application(files, [path for path in roots if dirname(path) == root])


def _code(files: Files, path: str) -> Code | None:
    source = files.open(path)
    if source is None or not any(mark in source.text for mark in (f"new {GLOBAL}", *MODULES)):
        return None
    return files.code(source)


def _application(files: Files, paths: list[str]) -> Iterator[AppDeclared]:
    """The name that the configuration gives the application."""
    for path in paths:
        source = files.open(path)
        code = files.code(source) if source is not None else None
        for node in code.at(_NAME) if code is not None else ():
            value = node.child_by_field_name("value") if node.type == "pair" else None
            name = written(value).strip("\"'`")
            if code is not None and value is not None and value.type == "string" and _is_returned(node.parent):
                yield AppDeclared("sst", name, code.place(node))
                return


def _is_returned(node: object) -> bool:
    """Whether an object is what a function returns."""
    above = getattr(node, "parent", None)
    while above is not None and above.type == "parenthesized_expression":
        above = above.parent
    return above is not None and above.type in ("return_statement", "arrow_function")


DETECTOR = Detector(
    "sst",
    "applications of SST",
    _wants,
    _detect,
    looks_at=("sst.config.ts", "sst.config.js", "sst.config.mjs", "sst.json", "*.ts", "*.js", "*.mts", "*.mjs", "*.tsx"),
)
